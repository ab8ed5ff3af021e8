package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.pipeline.attribution.Shares;
import dev.limelight.pipeline.text.Span;
import java.util.List;

/**
 * A span of a text and the words of the document that it was written from: a word of the document,
 * which is its own source, or a sentence that the model wrote.
 *
 * @param start first UTF-16 unit in the text
 * @param end one past the last
 * @param tokens that the model wrote it in, at least 1; 1 for a word of the document
 * @param source the words that it was written from
 */
record AttributedSpan(int start, int end, double tokens, WordShares source) {

    /**
     * The words of a text that was written from spans: those that the spans were written from.
     *
     * @param spans at least one
     * @param weights one a span, each >= 0; need not sum to 1, and equal where all are 0
     */
    static WordShares sourceOf(List<AttributedSpan> spans, double[] weights) {
        int first = spans.stream().mapToInt(each -> each.source().first()).min().orElseThrow();
        int end = spans.stream().mapToInt(each -> each.source().end()).max().orElseThrow();
        double[] parts = Shares.of(weights);
        float[] shares = new float[end - first];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                spans.get(i).source().addTo(shares, first, parts[i]);
            }
        }
        return new WordShares(first, shares);
    }

    AttributedSpan moved(int by) {
        return new AttributedSpan(start + by, end + by, tokens, source);
    }

    /** Without the white space that stands before the text and may belong to its first sentence. */
    Span span() {
        return new Span(Math.max(0, start), Math.max(0, end));
    }
}
