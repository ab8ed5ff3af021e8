/**
 * What a model does with a text, step by step: {@link
 * dev.limelight.pipeline.explain.EncoderExplainer} for an encoder, {@link
 * dev.limelight.pipeline.explain.TranslationExplainer} for an encoder-decoder model.
 */
@NullMarked
package dev.limelight.pipeline.explain;

import org.jspecify.annotations.NullMarked;
