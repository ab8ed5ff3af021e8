/**
 * HTML that is translated and stays the HTML that it was. A run is the inline content of a block;
 * what is outside of runs is not even mended. By jsoup.
 */
@NullMarked
package dev.limelight.pipeline.text.markup.html;

import org.jspecify.annotations.NullMarked;
