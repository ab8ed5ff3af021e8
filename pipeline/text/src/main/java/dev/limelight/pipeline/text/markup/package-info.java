/**
 * Documents in which text and marks are mixed, whatever their format. A document gives runs of
 * text, each with the place in the source of every character. A translated run gets its inline
 * elements back by the words that are aligned. What is outside of runs is never touched. Knows
 * neither models nor servers.
 */
@NullMarked
package dev.limelight.pipeline.text.markup;

import org.jspecify.annotations.NullMarked;
