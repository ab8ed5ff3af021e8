package dev.limelight.modelserver.api.generate;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.CrossAttention;
import java.util.List;

/**
 * One generated sequence.
 *
 * @param text what transformers' {@code decode(ids, skip_special_tokens=True)} makes of the tokens
 * @param tokens the generated ids after the decoder start token, the first end-of-sentence
 *     included, on positions of {@code text}
 * @param logProbabilities natural log of each token's probability under the model's raw softmax,
 *     before any setting changed it, {@code [target]}
 * @param score what beams are compared by; NaN for greedy search
 * @param crossAttention one for each of {@link Seq2SeqOptions#crossTaps}
 */
public record GeneratedText(
        String text,
        List<TokenSpan> tokens,
        float[] logProbabilities,
        float score,
        List<CrossAttention> crossAttention) {

    public GeneratedText {
        tokens = List.copyOf(tokens);
        crossAttention = List.copyOf(crossAttention);
    }

    /**
     * The same without special tokens that its text begins with: M2M100's tokenizer shows the
     * language ({@code __de__}) where no list names it as special.
     */
    public GeneratedText withoutLanguage() {
        int cut = 0;
        for (TokenSpan token : tokens) {
            if (!token.special()) {
                break;
            }
            cut = Math.max(cut, token.end());
        }
        return cut == 0 ? this : from(text.length() - text.substring(cut).stripLeading().length());
    }

    private GeneratedText from(int start) {
        List<TokenSpan> moved =
                tokens.stream()
                        .map(
                                token ->
                                        new TokenSpan(
                                                token.id(),
                                                Math.max(0, token.start() - start),
                                                Math.max(0, token.end() - start),
                                                token.special()))
                        .toList();
        return new GeneratedText(
                text.substring(start), moved, logProbabilities, score, crossAttention);
    }

    /** The mean log-probability of a token, end-of-sentence included; 0 for no token. */
    public double meanLogProbability() {
        double sum = 0;
        for (float log : logProbabilities) {
            sum += log;
        }
        return logProbabilities.length == 0 ? 0 : sum / logProbabilities.length;
    }
}
