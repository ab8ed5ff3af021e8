package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.pipeline.attribution.Shares;
import java.util.List;

/**
 * The words of a document that a text was written from, with the share of each. Words outside have
 * none.
 *
 * @param first the first word that may have a share
 * @param shares of that word and those behind it; each >= 0, sum 1
 */
record WordShares(int first, float[] shares) {

    /** All on one word. */
    static WordShares of(int word) {
        return new WordShares(word, new float[] {1});
    }

    /**
     * The words of a text that was written from spans: those that the spans were written from.
     *
     * @param spans at least one
     * @param weights one a span, each >= 0; need not sum to 1, and equal where all are 0
     */
    static WordShares mix(List<AttributedSpan> spans, double[] weights) {
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

    /** Adds these shares, times {@code weight}, to those of the words from {@code from} on. */
    private void addTo(float[] sums, int from, double weight) {
        for (int i = 0; i < shares.length; i++) {
            sums[first - from + i] += (float) (weight * shares[i]);
        }
    }

    /** Adds these shares, times {@code weight}, to those of all words of a document. */
    void addTo(double[] sums, double weight) {
        for (int i = 0; i < shares.length; i++) {
            sums[first + i] += weight * shares[i];
        }
    }

    private int end() {
        return first + shares.length;
    }
}
