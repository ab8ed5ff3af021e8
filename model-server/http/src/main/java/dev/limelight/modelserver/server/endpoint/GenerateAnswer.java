package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.CrossAttention;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON answer of {@code POST /v1/generate}.
 *
 * @param text of the best sequence
 * @param tokens its ids after the decoder start token and before the first end-of-sentence
 * @param logProbability mean natural log of a token's probability, end-of-sentence included
 * @param crossAttention where it looked; null unless asked for
 * @param source what {@code crossAttention} looks at; null unless asked for
 * @param alternatives the other sequences, when the settings ask for more than one
 * @param queuedMs milliseconds before the model began
 * @param inferenceMs milliseconds from there
 */
record GenerateAnswer(
        String text,
        List<Integer> tokens,
        double logProbability,
        @Nullable List<Attention> crossAttention,
        @Nullable List<Token> source,
        @Nullable List<Alternative> alternatives,
        double queuedMs,
        double inferenceMs) {

    /**
     * Attention of one layer.
     *
     * @param layer from 0
     * @param head from 0; null for the mean over all
     * @param weights {@code [target][source]}, a row for each generated token, end-of-sentence
     *     included
     */
    record Attention(int layer, @Nullable Integer head, List<float[]> weights) {}

    /**
     * A token of the source.
     *
     * @param start first code point in the text
     * @param end one past its last
     */
    record Token(int id, int start, int end) {}

    /** Another sequence. */
    record Alternative(String text, List<Integer> tokens, double logProbability) {}

    /**
     * The answer.
     *
     * @param source what was read
     * @param attention whether to show where the model looked
     */
    static GenerateAnswer of(String source, GenerateResult result, boolean attention) {
        GeneratedText best = result.best();
        return new GenerateAnswer(
                best.text(),
                ids(best),
                best.meanLogProbability(),
                attention ? best.crossAttention().stream().map(GenerateAnswer::of).toList() : null,
                attention ? tokens(source, result.source()) : null,
                result.sequences().size() > 1 ? others(result) : null,
                result.queuedMs(),
                result.inferenceMs());
    }

    private static Attention of(CrossAttention attention) {
        return new Attention(
                attention.tap().layer(),
                attention.tap().isMean() ? null : attention.tap().head(),
                attention.weights());
    }

    private static List<Token> tokens(String source, List<TokenSpan> spans) {
        int[] points = new int[source.length() + 1];
        for (int i = 0; i < source.length(); i++) {
            points[i + 1] = points[i] + (Character.isLowSurrogate(source.charAt(i)) ? 0 : 1);
        }
        return spans.stream()
                .map(span -> new Token(span.id(), points[span.start()], points[span.end()]))
                .toList();
    }

    private static List<Alternative> others(GenerateResult result) {
        return result.sequences().stream()
                .skip(1)
                .map(each -> new Alternative(each.text(), ids(each), each.meanLogProbability()))
                .toList();
    }

    /** Without the end-of-sentence, which a sequence that was cut short does not have. */
    private static List<Integer> ids(GeneratedText text) {
        List<TokenSpan> tokens = text.tokens();
        int last = tokens.size() - 1;
        boolean ended = last >= 0 && tokens.get(last).special();
        return tokens.subList(0, ended ? last : last + 1).stream().map(TokenSpan::id).toList();
    }
}
