package dev.limelight.pipeline.attribution;

import java.util.Arrays;

/** The one way in which attention becomes shares of a whole. Stateless. */
public final class Shares {

    private Shares() {}

    /**
     * The values divided by their sum. Where all are 0 each has the same share, because nothing
     * speaks for one before another. The order stays; equal values have equal shares.
     *
     * @param values each finite and >= 0
     * @return as many, each >= 0, with the sum 1; none for none
     */
    public static double[] of(double... values) {
        double total = Arrays.stream(values).sum();
        return Arrays.stream(values)
                .map(value -> total > 0 ? value / total : 1.0 / values.length)
                .toArray();
    }
}
