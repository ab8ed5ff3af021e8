package dev.limelight.pipeline.explain;

import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.encode.InspectedHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One head of an encoder.
 *
 * @param layer from 0
 * @param head from 0
 * @param weights {@code [target][source]}, rows sum to 1
 * @param token the target whose computation is shown
 * @param computation how its row comes about; null where the graph does not show it
 */
public record ExplainedHead(
        int layer, int head, double[][] weights, int token, @Nullable Computation computation) {

    /**
     * The computation of one row.
     *
     * @param size numbers of a query, key and value
     * @param query of the target
     * @param terms one for each source
     * @param context the weighted sum of the values as the model has it
     * @param largestError the most by which the products, the softmax or the weighted sum that are
     *     computed here differ from the model's own
     */
    public record Computation(
            int size, double[] query, List<Term> terms, double[] context, double largestError) {

        public Computation {
            terms = List.copyOf(terms);
        }
    }

    /**
     * What a source contributes.
     *
     * @param product of the query and the source's key
     * @param score what the softmax gets: the product, scaled
     * @param weight what the softmax gives
     */
    public record Term(int token, double product, double score, double weight, double[] value) {}

    static ExplainedHead of(InspectedHead inspected, int token) {
        AttentionMap map = inspected.attention();
        double[][] weights = new double[map.tokens()][];
        for (int target = 0; target < weights.length; target++) {
            weights[target] = Vectors.row(map.weights(), map.tokens(), target);
        }
        InspectedHead.Parts parts = inspected.parts();
        return new ExplainedHead(
                map.tap().layer(),
                map.tap().head(),
                weights,
                token,
                parts == null ? null : computation(parts, weights[token], token));
    }

    private static Computation computation(InspectedHead.Parts parts, double[] weights, int token) {
        int n = weights.length;
        double[] query = Vectors.row(parts.query(), parts.size(), token);
        double[] context = Vectors.row(parts.context(), parts.size(), token);
        List<Term> terms = new ArrayList<>();
        double error = 0;
        for (int source = 0; source < n; source++) {
            double product = Vectors.dot(query, Vectors.row(parts.key(), parts.size(), source));
            error = Math.max(error, Math.abs(product - parts.products()[token * n + source]));
            terms.add(
                    new Term(
                            source,
                            product,
                            parts.scores()[token * n + source],
                            weights[source],
                            Vectors.row(parts.value(), parts.size(), source)));
        }
        double largest = Math.max(error, Math.max(softmaxError(terms), sumError(terms, context)));
        return new Computation(parts.size(), query, terms, context, largest);
    }

    private static double softmaxError(List<Term> terms) {
        double top = terms.stream().mapToDouble(Term::score).max().orElse(0);
        double sum = terms.stream().mapToDouble(term -> Math.exp(term.score() - top)).sum();
        return terms.stream()
                .mapToDouble(t -> Math.abs(Math.exp(t.score() - top) / sum - t.weight()))
                .max()
                .orElse(0);
    }

    private static double sumError(List<Term> terms, double[] context) {
        double error = 0;
        for (int i = 0; i < context.length; i++) {
            int at = i;
            double sum = terms.stream().mapToDouble(t -> t.weight() * t.value()[at]).sum();
            error = Math.max(error, Math.abs(sum - context[i]));
        }
        return error;
    }
}
