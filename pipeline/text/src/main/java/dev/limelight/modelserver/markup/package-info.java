/**
 * HTML that is translated and stays the HTML that it was: a page gives runs of text, each with
 * where in the source every character stands; a translated run gets its inline elements back by the
 * words that stand for each other. What is outside of runs is never touched, not even mended. By
 * jsoup; knows neither models nor servers.
 */
@NullMarked
package dev.limelight.modelserver.markup;

import org.jspecify.annotations.NullMarked;
