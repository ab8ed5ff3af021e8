package dev.limelight.pipeline.salience;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.SentenceAttention;
import dev.limelight.pipeline.inference.ChunkResult;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of a document's {@code n} sentences that salience methods score by. Not thread-safe.
 *
 * <p>Attention stays inside a chunk, so shares are taken a chunk at a time and weighted with the
 * chunk's part of the document's tokens; sentence vectors are compared across all chunks. A
 * sentence that was split gets the sum of its parts.
 */
public final class SentenceFeatures {

    private static final double TINY = 1e-9;

    private final Assembled assembled;
    private final double[] tokens;
    private final double allTokens;
    private final double[][] vectors;

    SentenceFeatures(Assembled assembled) {
        this.assembled = assembled;
        this.tokens = new double[assembled.document().sentences().size()];
        this.vectors = new double[tokens.length][];
        assembled.results().forEach(this::addTokens);
        this.allTokens = Arrays.stream(tokens).sum();
        assembled.results().forEach(this::addVectors);
    }

    /** {@code n}. */
    public int size() {
        return tokens.length;
    }

    /** Where the document comes from; tells two documents apart whatever their texts. */
    public String key() {
        return assembled.document().id();
    }

    /** Tokens of each sentence, {@code [n]}; at least 1, so that it can be divided by. */
    public double[] tokens() {
        return Arrays.stream(tokens).map(count -> Math.max(1, count)).toArray();
    }

    /**
     * The attention of {@code [CLS]} on each sentence, {@code [n]}, punctuation left out, over the
     * root of its length: the sum favours long sentences, the mean short ones. It is not brought to
     * shares, because a head that finds nothing parks on special tokens; the factor {@code
     * sqrt(chunk tokens)} makes chunks of different length comparable.
     */
    public double[] clsAttention(AttentionTap tap) {
        double[] attention = new double[size()];
        for (ChunkResult result : assembled.results()) {
            double scale = Math.sqrt(bodyTokens(result));
            float[] fromCls = map(result, tap).fromCls();
            addParts(attention, result, part -> scale * fromCls[part]);
        }
        return perRootLength(attention);
    }

    /** The share of {@code [CLS]}'s attention that fell on each sentence, {@code [n]}. */
    public double[] clsShare(AttentionTap tap) {
        return clsShare(result -> map(result, tap));
    }

    /** Likewise, by the rollout of all layers. */
    public double[] clsShareOfRollout() {
        return clsShare(
                result ->
                        Objects.requireNonNull(
                                attention(result).rollout(), "no rollout was asked for"));
    }

    private double[] clsShare(Function<ChunkResult, SentenceAttention> map) {
        double[] share = new double[size()];
        for (ChunkResult result : assembled.results()) {
            addShares(share, result, toDoubles(map.apply(result).fromCls()));
        }
        return share;
    }

    /**
     * The share of attention that each sentence received from the other sentences of its chunk,
     * {@code [n]}, over the root of its length.
     */
    public double[] received(AttentionTap tap) {
        double[] received = new double[size()];
        for (ChunkResult result : assembled.results()) {
            addShares(received, result, fromOthers(map(result, tap)));
        }
        return perRootLength(received);
    }

    /** Cosine of each sentence's vector and the document's, {@code [n]}. */
    public double[] documentSimilarity() {
        double[] document = documentVector();
        return Arrays.stream(vectors).mapToDouble(v -> Numbers.cosine(v, document)).toArray();
    }

    /**
     * Degree centrality of the sentence vectors over all chunks, {@code [n]}: the sum of the
     * cosines to all others, taken as one cosine to the sum of all, so that the time is linear.
     */
    public double[] degree() {
        List<double[]> units = Arrays.stream(vectors).map(Numbers::unit).toList();
        double[] all = Numbers.sum(units.toArray(double[][]::new));
        return units.stream().mapToDouble(u -> Numbers.dot(u, all) - Numbers.dot(u, u)).toArray();
    }

    private void addTokens(ChunkResult result) {
        addParts(tokens, result, part -> attention(result).partTokens()[part]);
    }

    private void addVectors(ChunkResult result) {
        ChunkAttention attention = attention(result);
        for (int part = 0; part < result.parts().size(); part++) {
            int sentence = result.parts().get(part).sentence();
            double weight = attention.partTokens()[part] / Math.max(1, tokens[sentence]);
            if (vectors[sentence] == null) {
                vectors[sentence] = new double[attention.width()];
            }
            for (int k = 0; k < attention.width(); k++) {
                vectors[sentence][k] +=
                        weight * attention.partVectors()[part * attention.width() + k];
            }
        }
    }

    private double[] documentVector() {
        double[] sum = new double[attention(assembled.results().get(0)).width()];
        for (ChunkResult result : assembled.results()) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += attention(result).vectorSum()[k];
            }
        }
        return sum;
    }

    /**
     * Adds the shares of a chunk's parts, which together get the chunk's part of all tokens. Where
     * nothing fell on any part they get nothing, not equal shares: parts are not sentences, so
     * equal ones would favour the split sentence.
     */
    private void addShares(double[] into, ChunkResult result, double[] values) {
        double weight = bodyTokens(result) / Math.max(1, allTokens);
        double total = Math.max(TINY, Arrays.stream(values).sum());
        addParts(into, result, part -> weight * values[part] / total);
    }

    private static void addParts(double[] into, ChunkResult result, IntToDoubleFunction value) {
        for (int part = 0; part < result.parts().size(); part++) {
            into[result.parts().get(part).sentence()] += value.applyAsDouble(part);
        }
    }

    private static double[] fromOthers(SentenceAttention map) {
        int parts = map.fromCls().length;
        double[] sums = new double[parts];
        Arrays.fill(sums, TINY);
        for (int i = 0; i < parts; i++) {
            for (int j = 0; j < parts; j++) {
                sums[j] += i == j ? 0 : map.among()[i * parts + j];
            }
        }
        return sums;
    }

    private double[] perRootLength(double[] values) {
        double[] lengths = tokens();
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] / Math.sqrt(lengths[i]))
                .toArray();
    }

    private static double bodyTokens(ChunkResult result) {
        double sum = 0;
        for (float tokens : attention(result).partTokens()) {
            sum += tokens;
        }
        return sum;
    }

    private static double[] toDoubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static SentenceAttention map(ChunkResult result, AttentionTap tap) {
        return attention(result).map(tap);
    }

    private static ChunkAttention attention(ChunkResult result) {
        return Objects.requireNonNull(result.attention(), "only successful results are assembled");
    }
}
