package dev.limelight.modelserver.runtime;

import java.nio.file.Path;

/**
 * The graphs of an encoder-decoder model, and what they do not tell themselves.
 *
 * @param encoder {@code encoder_model}
 * @param first {@code decoder_model}, or {@code decoder_model_merged}
 * @param cached {@code decoder_with_past_model}, or the same file as {@code first} when merged
 * @param encoderHeads attention heads of an encoder layer
 * @param decoderHeads attention heads of a decoder layer
 * @param vocabulary tokens that a target may have
 */
public record Seq2SeqFiles(
        Path encoder, Path first, Path cached, int encoderHeads, int decoderHeads, int vocabulary) {

    /** Whether one decoder does the first and all later steps. */
    public boolean isMerged() {
        return first.equals(cached);
    }
}
