package dev.limelight.modelserver.api.generate;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionMap;
import java.util.List;

/**
 * The output of an encoder-decoder model for one text. Plain heap arrays, owned by the receiver.
 *
 * @param source the tokens that the encoder read, special tokens included, on positions of the
 *     request's text
 * @param sequences {@code num_return_sequences} of them, best first
 * @param encoderAttention one map for each of {@link Seq2SeqOptions#encoderTaps}
 * @param queuedMs milliseconds between submission and the encoder's pass
 * @param inferenceMs milliseconds from there to the answer, steps of other requests included
 */
public record GenerateResult(
        List<TokenSpan> source,
        List<GeneratedText> sequences,
        List<AttentionMap> encoderAttention,
        double queuedMs,
        double inferenceMs) {

    public GenerateResult {
        source = List.copyOf(source);
        sequences = List.copyOf(sequences);
        encoderAttention = List.copyOf(encoderAttention);
    }

    /** The same without languages that texts begin with, see {@link GeneratedText}. */
    public GenerateResult withoutLanguages() {
        return new GenerateResult(
                source,
                sequences.stream().map(GeneratedText::withoutLanguage).toList(),
                encoderAttention,
                queuedMs,
                inferenceMs);
    }

    /** The best sequence. */
    public GeneratedText best() {
        return sequences.get(0);
    }
}
