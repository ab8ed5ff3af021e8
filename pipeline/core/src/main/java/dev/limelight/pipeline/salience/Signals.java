package dev.limelight.pipeline.salience;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.inference.Glance;
import dev.limelight.pipeline.inference.Reading;
import dev.limelight.pipeline.inference.SentenceAttention;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the readings of a document say about its {@code n} sentences. Not thread-safe.
 *
 * <p>Attention stays inside a chunk, so shares are taken a chunk at a time and weighted with the
 * chunk's part of the document's tokens; sentence vectors are compared across all chunks. A
 * sentence that was split gets the sum of its parts.
 */
public final class Signals {

    private static final double TINY = 1e-9;

    private final Assembled assembled;
    private final double[] tokens;
    private final double allTokens;
    private final double[][] vectors;

    Signals(Assembled assembled) {
        this.assembled = assembled;
        this.tokens = new double[assembled.document().sentences().size()];
        this.vectors = new double[tokens.length][];
        assembled.readings().forEach(this::addTokens);
        this.allTokens = Arrays.stream(tokens).sum();
        assembled.readings().forEach(this::addVectors);
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
     * The attention mass of {@code [CLS]} on each sentence, {@code [n]}, punctuation left out, over
     * the root of its length: the sum favours long sentences, the mean short ones. The mass is not
     * brought to shares, because a head that finds nothing parks on special tokens; the factor
     * {@code sqrt(chunk tokens)} makes chunks of different length comparable.
     */
    public double[] mass(String view) {
        double[] mass = new double[size()];
        for (Reading reading : assembled.readings()) {
            double scale = Math.sqrt(bodyTokens(reading));
            addParts(mass, reading, part -> scale * view(reading, view).fromCls()[part]);
        }
        return perRootLength(mass);
    }

    /** The share of {@code [CLS]}'s attention that fell on each sentence, {@code [n]}. */
    public double[] clsShare(String view) {
        double[] share = new double[size()];
        for (Reading reading : assembled.readings()) {
            addShares(share, reading, toDoubles(view(reading, view).fromCls()));
        }
        return share;
    }

    /**
     * The share of attention that each sentence received from the other sentences of its chunk,
     * {@code [n]}, over the root of its length.
     */
    public double[] received(String view) {
        double[] received = new double[size()];
        for (Reading reading : assembled.readings()) {
            addShares(received, reading, columnSums(view(reading, view)));
        }
        return perRootLength(received);
    }

    /** Cosine of each sentence's vector and the document's, {@code [n]}. */
    public double[] likeness() {
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

    private void addTokens(Reading reading) {
        addParts(tokens, reading, part -> glance(reading).partTokens()[part]);
    }

    private void addVectors(Reading reading) {
        Glance glance = glance(reading);
        for (int part = 0; part < reading.parts().size(); part++) {
            int sentence = reading.parts().get(part).sentence();
            double weight = glance.partTokens()[part] / Math.max(1, tokens[sentence]);
            if (vectors[sentence] == null) {
                vectors[sentence] = new double[glance.width()];
            }
            for (int k = 0; k < glance.width(); k++) {
                vectors[sentence][k] += weight * glance.partVectors()[part * glance.width() + k];
            }
        }
    }

    private double[] documentVector() {
        double[] sum = new double[glance(assembled.readings().get(0)).width()];
        for (Reading reading : assembled.readings()) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += glance(reading).vectorSum()[k];
            }
        }
        return sum;
    }

    private void addShares(double[] into, Reading reading, double[] values) {
        double weight = bodyTokens(reading) / Math.max(1, allTokens);
        double total = Math.max(TINY, Arrays.stream(values).sum());
        addParts(into, reading, part -> weight * values[part] / total);
    }

    private static void addParts(double[] into, Reading reading, IntToDoubleFunction value) {
        for (int part = 0; part < reading.parts().size(); part++) {
            into[reading.parts().get(part).sentence()] += value.applyAsDouble(part);
        }
    }

    private static double[] columnSums(SentenceAttention view) {
        int parts = view.fromCls().length;
        double[] sums = new double[parts];
        Arrays.fill(sums, TINY);
        for (int i = 0; i < parts; i++) {
            for (int j = 0; j < parts; j++) {
                sums[j] += i == j ? 0 : view.among()[i * parts + j];
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

    private static double bodyTokens(Reading reading) {
        return Arrays.stream(glance(reading).partTokens()).sum();
    }

    private static double[] toDoubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static SentenceAttention view(Reading reading, String view) {
        return glance(reading).view(view);
    }

    private static Glance glance(Reading reading) {
        return Objects.requireNonNull(reading.glance(), "only successful readings are assembled");
    }
}
