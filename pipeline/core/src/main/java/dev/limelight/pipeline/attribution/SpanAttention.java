package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.api.attention.CrossAttention;
import dev.limelight.modelserver.api.generate.GeneratedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Cross-attention between the spans of a generated text and those of its source: from words to
 * words, or from sentences to words. A source span's weight is the sum over its tokens, a target
 * span's row the mean over its tokens.
 *
 * @param weights {@code [target span][source span]}, each from 0 to 1; a row sums to at most 1, and
 *     is all 0 for a span without a token, or whose tokens looked at special tokens only
 */
public record SpanAttention(double[][] weights) {

    /**
     * From this weight on, a source word that is not the one with the most is linked, too: at most
     * three are, and a verb with its auxiliary divides its attention about evenly.
     */
    public static final double SECOND_FROM = 0.25;

    /** Likewise, of a source word's attention, see {@link #alignment}. */
    private static final double SHARE_FROM = 0.35;

    /** Target words; a source word that got less attention is not made to look like one. */
    private static final double LEAST_RECEIVED = 0.1;

    private static final double NOTHING = 1e-9;

    /**
     * Joins a map of tokens to one of spans.
     *
     * @param source the tokens that the model read
     * @param target the tokens that it wrote
     * @param rows {@code [target token][source token]}; none where the model shows no attention
     */
    public static SpanAttention of(TokenShares source, TokenShares target, List<float[]> rows) {
        double[][] weights = new double[target.spans()][source.spans()];
        double[] counts = target.counts();
        for (int token = 0; token < Math.min(rows.size(), target.tokens()); token++) {
            double[] row = source.row(rows.get(token));
            target.forEach(token, (span, share) -> add(weights[span], row, share));
        }
        for (int span = 0; span < weights.length; span++) {
            for (int i = 0; counts[span] > 0 && i < weights[span].length; i++) {
                weights[span][i] /= counts[span];
            }
        }
        return new SpanAttention(weights);
    }

    /**
     * Likewise.
     *
     * @param written what the model wrote, of which the first cross-attention counts
     */
    public static SpanAttention of(TokenShares source, TokenShares target, GeneratedText written) {
        List<CrossAttention> maps = written.crossAttention();
        return of(source, target, maps.isEmpty() ? List.of() : maps.get(0).weights());
    }

    private static void add(double[] sums, double[] row, double share) {
        for (int i = 0; i < row.length; i++) {
            sums[i] += share * row[i];
        }
    }

    /**
     * For each target span the source span that has most of its attention, the first of equals, and
     * those others that have at least {@code secondFrom}; a span without any attention has none. In
     * the order of the target, then the source.
     */
    public List<SpanLink> links(double secondFrom) {
        List<SpanLink> links = new ArrayList<>();
        for (int target = 0; target < weights.length; target++) {
            int best = most(weights[target]);
            for (int source = 0; source < weights[target].length; source++) {
                double weight = weights[target][source];
                if (weight > NOTHING && (source == best || weight >= secondFrom)) {
                    links.add(new SpanLink(source, target, Math.min(1, weight)));
                }
            }
        }
        return links;
    }

    /**
     * The word alignment: as {@link #links}, but weights are compared after each source span's
     * column is divided by all that it received, so that a span which everything looks at (a comma,
     * an article) takes no links from those that stand for the target span. Links have the weights
     * as they were.
     */
    public List<SpanLink> alignment() {
        double[] received = received();
        double[][] shares = new double[weights.length][received.length];
        for (int target = 0; target < weights.length; target++) {
            for (int source = 0; source < received.length; source++) {
                shares[target][source] =
                        weights[target][source] / Math.max(received[source], LEAST_RECEIVED);
            }
        }
        return new SpanAttention(shares)
                .links(SHARE_FROM).stream()
                        .map(link -> link.weighing(weights[link.target()][link.source()]))
                        .toList();
    }

    /** What each source span got from all target spans, in target spans. */
    public double[] received() {
        double[] received = new double[weights.length == 0 ? 0 : weights[0].length];
        for (double[] row : weights) {
            add(received, row, 1);
        }
        return received;
    }

    private static int most(double[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }
}
