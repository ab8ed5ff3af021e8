package dev.limelight.pipeline.bench.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Seconds of several runs of the same work. */
final class Runs {

    private final List<Double> seconds = new ArrayList<>();

    void add(double run) {
        seconds.add(run);
    }

    boolean isEmpty() {
        return seconds.isEmpty();
    }

    /** The middle one; the mean of the middle two. */
    double median() {
        return median(seconds);
    }

    /** How many times as long as {@code others}, run by run, which took turns with these. */
    double times(Runs others) {
        return median(
                IntStream.range(0, seconds.size())
                        .mapToObj(i -> seconds.get(i) / others.seconds.get(i))
                        .toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** {@code work} a second by the median, with the slowest and the fastest run. */
    String rate(double work) {
        return String.format(
                Locale.ROOT,
                "%.0f [%.0f, %.0f]",
                work / median(),
                work / Collections.max(seconds),
                work / Collections.min(seconds));
    }
}
