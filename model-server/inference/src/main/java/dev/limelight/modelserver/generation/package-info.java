/**
 * Chooses tokens: what {@code generate} of Hugging Face transformers does with the scores that a
 * decoder gives, greedy and with beams, token for token.
 *
 * <p>Takes scores from {@link dev.limelight.modelserver.generation.DecoderSteps}; gives {@link
 * dev.limelight.modelserver.generation.Generated}; knows no model and no native memory.
 */
@NullMarked
package dev.limelight.modelserver.generation;

import org.jspecify.annotations.NullMarked;
