package dev.limelight.pipeline.teach;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens whose embeddings point most nearly where a token's own does.
 *
 * @param token whose neighbours they are
 * @param nearest by cosine, highest first
 */
public record Neighbours(String token, List<Near> nearest) {

    private static final int SHOWN = 3;

    public Neighbours {
        nearest = List.copyOf(nearest);
    }

    /**
     * A neighbour.
     *
     * @param cosine -1 to 1
     */
    public record Near(String token, double cosine) {}

    static Neighbours of(String token, TinyTransformer model, Vocabulary vocabulary) {
        double[] own = model.embedding(vocabulary.tokens().indexOf(token));
        List<Near> nearest =
                IntStream.range(Vocabulary.UNKNOWN + 1, vocabulary.tokens().size())
                        .filter(id -> !vocabulary.token(id).equals(token))
                        .mapToObj(
                                id ->
                                        new Near(
                                                vocabulary.token(id),
                                                cosine(own, model.embedding(id))))
                        .sorted(Comparator.comparingDouble(near -> -near.cosine()))
                        .limit(SHOWN)
                        .toList();
        return new Neighbours(token, nearest);
    }

    private static double cosine(double[] a, double[] b) {
        return dot(a, b) / StrictMath.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
