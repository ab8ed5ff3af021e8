package dev.limelight.pipeline.guard.topic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How like sentences are to the others of their document. Compared are the {@value #AROUND}
 * sentences before and after each, so that the time is linear in the document.
 */
final class Neighbours {

    /** The first of the numbers. */
    static final String NEAREST_THREE = "nearest";

    /** The second. */
    static final String NEAREST_QUARTER = "quarter";

    /** What the numbers of {@link #of} are; all are cosines, or differences of cosines. */
    static final List<String> NAMES =
            List.of(
                    NEAREST_THREE,
                    NEAREST_QUARTER,
                    "mean",
                    "beside",
                    "bridge",
                    "median",
                    "above-low");

    private static final int AROUND = 100;
    private static final int NEAREST = 3;
    private static final double QUARTER = 0.25;
    private static final int BESIDE = 3;

    /** The sentences that are least like others: one of so many. */
    private static final int LOW = 6;

    private Neighbours() {}

    /**
     * For each sentence, {@code [n, 7]}: the mean cosine to the three nearest others, to the
     * nearest quarter, to all; the highest to one of the three before and after; that of the one
     * before with the one after; the median of the first over the document; and how far the first
     * is above that of the lowest sixth of the sentences.
     *
     * @param vectors of length 1, {@code [n, d]}
     */
    static double[][] of(double[][] vectors) {
        double[][] numbers = new double[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            numbers[i] = numbers(vectors, i);
        }
        double[] nearest = Arrays.stream(numbers).mapToDouble(row -> row[0]).sorted().toArray();
        double median = median(nearest);
        double low =
                Arrays.stream(nearest, 0, Math.max(1, nearest.length / LOW)).average().orElse(0);
        for (double[] row : numbers) {
            row[NAMES.size() - 2] = median;
            row[NAMES.size() - 1] = row[0] - low;
        }
        return numbers;
    }

    /** The median of sorted values; 0 of none. */
    static double median(double[] sorted) {
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double[] numbers(double[][] vectors, int i) {
        int from = Math.max(0, i - AROUND);
        int to = Math.min(vectors.length, i + AROUND + 1);
        double[] cosines = cosines(vectors, i, from, to);
        int quarter = Math.max(1, (int) Math.round(QUARTER * cosines.length));
        boolean isInner = i > 0 && i < vectors.length - 1;
        return new double[] {
            highest(cosines, NEAREST),
            highest(cosines, quarter),
            highest(cosines, cosines.length),
            highest(
                    cosines(vectors, i, Math.max(from, i - BESIDE), Math.min(to, i + BESIDE + 1)),
                    1),
            isInner ? dot(vectors[i - 1], vectors[i + 1]) : 0,
            0,
            0
        };
    }

    /** Those with all others of a range, sorted. */
    private static double[] cosines(double[][] vectors, int i, int from, int to) {
        return IntStream.range(from, to)
                .filter(j -> j != i)
                .mapToDouble(j -> dot(vectors[i], vectors[j]))
                .sorted()
                .toArray();
    }

    /** The mean of the highest of sorted values. */
    private static double highest(double[] sorted, int count) {
        return Arrays.stream(sorted, Math.max(0, sorted.length - count), sorted.length)
                .average()
                .orElse(0);
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int k = 0; k < a.length; k++) {
            dot += a[k] * b[k];
        }
        return dot;
    }
}
