package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.pipeline.attribution.SpanAttention;
import dev.limelight.pipeline.attribution.TokenShares;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads from cross-attention what each sentence of a written text was written from. A sentence's
 * weights are its row of {@link SpanAttention}; where that is empty, because its tokens looked at
 * special tokens only, the mean of all tokens' rows; where there is none either, all spans of the
 * source have the same. Stateless.
 */
final class SentenceAttribution {

    private SentenceAttribution() {}

    /**
     * The sentences of a text with what they were written from.
     *
     * @param input what the model read
     * @param source the tokens that the model read, on positions of the input's text; those of the
     *     prefix are special
     * @param text what the model wrote, on the positions of {@code written}
     * @param sentences of {@code text}
     * @param written what the model wrote, with its attention
     */
    static List<AttributedSpan> of(
            SummaryInput input,
            List<TokenSpan> source,
            String text,
            List<Sentence> sentences,
            GeneratedText written) {
        List<Span> read = input.spans().stream().map(AttributedSpan::span).toList();
        List<Span> spans = sentences.stream().map(s -> new Span(s.start(), s.end())).toList();
        var target = TokenShares.of(text, written.tokens(), spans);
        double[][] weights =
                SpanAttention.of(TokenShares.of(input.text(), source, read), target, written)
                        .weights();
        double[] counts = target.counts();
        double[] all = all(weights, counts, read.size());
        List<AttributedSpan> attributed = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            double[] own = Arrays.stream(weights[i]).sum() > 0 ? weights[i] : all;
            attributed.add(
                    new AttributedSpan(
                            spans.get(i).start(),
                            spans.get(i).end(),
                            Math.max(1, counts[i]),
                            AttributedSpan.sourceOf(input.spans(), own)));
        }
        return attributed;
    }

    /** What all tokens of all sentences looked at. */
    private static double[] all(double[][] weights, double[] counts, int spans) {
        double[] all = new double[spans];
        for (int i = 0; i < weights.length; i++) {
            double[] own = weights[i];
            double tokens = counts[i];
            Arrays.setAll(all, at -> all[at] + tokens * own[at]);
        }
        return all;
    }
}
