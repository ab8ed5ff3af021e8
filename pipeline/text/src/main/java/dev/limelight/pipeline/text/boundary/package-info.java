/**
 * Tells where a sentence ends inside of a block of text, by the rules and lists of a language.
 * Reads a bounded number of characters around each place; keeps nothing.
 */
@NullMarked
package dev.limelight.pipeline.text.boundary;

import org.jspecify.annotations.NullMarked;
