package dev.limelight.pipeline.cli.generate;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The output of {@code generate} for one line of input. A null field is absent.
 *
 * @param text what was written
 * @param tokens the generated ids before the first end-of-sentence
 * @param logProbability the mean natural-log probability of a generated token, end-of-sentence
 *     included
 * @param crossAttention {@code [target][source]}, a row for each of {@code tokens}
 * @param sourceTokens the ids that the encoder read, a column of {@code crossAttention} each
 * @param sourceSpans where each of them is in the line, half-open, in Unicode code points
 * @param sequences all sequences, best first, where several were asked for
 */
public record GeneratedLine(
        String text,
        List<Integer> tokens,
        double logProbability,
        @Nullable List<float[]> crossAttention,
        @Nullable List<Integer> sourceTokens,
        @Nullable List<List<Integer>> sourceSpans,
        @Nullable List<GeneratedLine> sequences) {

    /**
     * The line for a result.
     *
     * @param line what was read
     * @param ends the ids that end a sequence
     * @param isWithAttention whether the result has cross-attention to show
     */
    static GeneratedLine of(
            String line, GenerateResult result, Set<Integer> ends, boolean isWithAttention) {
        GeneratedLine best = of(result.best(), ends, isWithAttention);
        return new GeneratedLine(
                best.text,
                best.tokens,
                best.logProbability,
                best.crossAttention,
                isWithAttention ? ids(result.source()) : null,
                isWithAttention ? spans(line, result.source()) : null,
                result.sequences().size() < 2
                        ? null
                        : result.sequences().stream()
                                .map(each -> of(each, ends, isWithAttention))
                                .toList());
    }

    private static GeneratedLine of(
            GeneratedText generated, Set<Integer> ends, boolean isWithAttention) {
        List<Integer> ids = ids(generated.tokens());
        int length = (int) ids.stream().takeWhile(id -> !ends.contains(id)).count();
        return new GeneratedLine(
                generated.text(),
                ids.subList(0, length),
                generated.meanLogProbability(),
                isWithAttention
                        ? generated.crossAttention().get(0).weights().subList(0, length)
                        : null,
                null,
                null,
                null);
    }

    private static List<Integer> ids(List<TokenSpan> tokens) {
        return tokens.stream().map(TokenSpan::id).toList();
    }

    private static List<List<Integer>> spans(String line, List<TokenSpan> tokens) {
        int[] points = new int[line.length() + 1];
        for (int i = 0; i < line.length(); i++) {
            boolean isSecondHalf =
                    i > 0 && Character.isSurrogatePair(line.charAt(i - 1), line.charAt(i));
            points[i + 1] = points[i] + (isSecondHalf ? 0 : 1);
        }
        return tokens.stream()
                .map(token -> List.of(points[token.start()], points[token.end()]))
                .toList();
    }
}
