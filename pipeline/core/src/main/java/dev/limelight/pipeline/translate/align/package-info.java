/**
 * Brings cross-attention from tokens to words: pure functions over the maps of one generated text.
 */
@NullMarked
package dev.limelight.pipeline.translate.align;

import org.jspecify.annotations.NullMarked;
