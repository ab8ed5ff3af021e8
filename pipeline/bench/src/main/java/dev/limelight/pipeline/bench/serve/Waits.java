package dev.limelight.pipeline.bench.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long answers took, in milliseconds. For one thread. */
final class Waits {

    private final List<Double> milliseconds = new ArrayList<>();

    void add(double wait) {
        milliseconds.add(wait);
    }

    int number() {
        return milliseconds.size();
    }

    /**
     * The wait that a share of all did not exceed; at least one must be there.
     *
     * @param share above 0, at most 1
     */
    double within(double share) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** A row of a table: median, 95 of 100, the longest. */
    String[] row(String name) {
        return new String[] {
            name,
            String.valueOf(number()),
            shown(within(0.5)),
            shown(within(0.95)),
            shown(within(1))
        };
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
