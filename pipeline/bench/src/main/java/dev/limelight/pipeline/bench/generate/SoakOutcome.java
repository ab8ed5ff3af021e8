package dev.limelight.pipeline.bench.generate;

import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.bench.Memory;
import dev.limelight.pipeline.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the requests of a soak, and of the memory. For one thread. */
public final class SoakOutcome {

    /** Of 80,000 requests: 0.8 KB each, less than any tensor of one that is left open. */
    private static final long MOST_GROWTH_MB = 64;

    private final Map<String, Integer> kinds = new TreeMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private int requests;

    /** Megabytes after so many requests. */
    private record Sample(int requests, long resident, long heap, long outsideJava) {}

    SoakOutcome() {}

    void count(String kind) {
        requests++;
        kinds.merge(kind, 1, Integer::sum);
    }

    void sample() {
        System.gc();
        samples.add(new Sample(requests, Memory.resident(), Memory.heap(), Memory.outsideJava()));
    }

    int requests() {
        return requests;
    }

    /** How many requests were answered, cancelled, or failed with which category. */
    public Map<String, Integer> kinds() {
        return Map.copyOf(kinds);
    }

    /**
     * Megabytes by which the process grew: its middle size in the last fifth of the requests
     * against the second fifth, when all is warm.
     */
    public long growth() {
        int fifth = samples.size() / 5;
        return middle(samples.subList(samples.size() - fifth, samples.size()))
                - middle(samples.subList(fifth, 2 * fifth));
    }

    /** Whether it stayed as large as it was. */
    public boolean isFlat() {
        return growth() <= MOST_GROWTH_MB;
    }

    /** A table of memory over requests, the verdict, and the conditions. */
    public List<String> lines() {
        var table = new Table("requests", "resident MB", "heap MB", "outside of Java MB");
        for (Sample sample : samples) {
            table.row(
                    String.valueOf(sample.requests()),
                    String.valueOf(sample.resident()),
                    String.valueOf(sample.heap()),
                    String.valueOf(sample.outsideJava()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("requests: " + kinds);
        lines.add(
                "memory is %s: %+d MB from the second to the last fifth, at most %d expected"
                        .formatted(isFlat() ? "flat" : "NOT flat", growth(), MOST_GROWTH_MB));
        lines.add(Conditions.machine());
        return lines;
    }

    private static long middle(List<Sample> samples) {
        return samples.stream().mapToLong(Sample::resident).sorted().toArray()[samples.size() / 2];
    }
}
