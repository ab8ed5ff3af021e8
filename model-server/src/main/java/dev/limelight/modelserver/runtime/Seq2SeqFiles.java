package dev.limelight.modelserver.runtime;

import java.nio.file.Path;

/**
 * The graphs of an encoder-decoder model.
 *
 * @param encoder {@code encoder_model}
 * @param first {@code decoder_model}, or {@code decoder_model_merged}
 * @param cached {@code decoder_with_past_model}, or the same file as {@code first} when merged
 */
public record Seq2SeqFiles(Path encoder, Path first, Path cached) {

    /** Whether one decoder does the first and all later steps. */
    public boolean isMerged() {
        return first.equals(cached);
    }
}
