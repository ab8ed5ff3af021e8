package dev.limelight.pipeline.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The mean of paired differences and its 95 % interval by resampling the pairs (Efron 1979;
 * percentile method). The seed is fixed: the same pairs give the same interval.
 *
 * @param mean of the differences
 * @param low 2.5th percentile of the resampled means
 * @param high 97.5th percentile
 */
public record PairedBootstrap(double mean, double low, double high) {

    /** Resamples that an interval is made of. */
    public static final int RESAMPLES = 10_000;

    private static final long SEED = 20_040_725;

    /**
     * {@code values} minus {@code baseline}, element by element.
     *
     * @throws IllegalArgumentException if they are not equally many, or none
     */
    public static PairedBootstrap of(double[] values, double[] baseline) {
        if (values.length != baseline.length || values.length == 0) {
            throw new IllegalArgumentException(
                    "%d values and %d of the baseline, expected equally many, at least one"
                            .formatted(values.length, baseline.length));
        }
        double[] differences =
                IntStream.range(0, values.length)
                        .mapToDouble(i -> values[i] - baseline[i])
                        .toArray();
        double[] means = means(differences);
        return new PairedBootstrap(
                Arrays.stream(differences).average().orElseThrow(),
                means[(int) (0.025 * RESAMPLES)],
                means[(int) (0.975 * RESAMPLES)]);
    }

    private static double[] means(double[] differences) {
        var random = new Random(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            means[i] =
                    random.ints(differences.length, 0, differences.length)
                                    .mapToDouble(pick -> differences[pick])
                                    .sum()
                            / differences.length;
        }
        Arrays.sort(means);
        return means;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%+.1f [%+.1f, %+.1f]", mean, low, high);
    }
}
