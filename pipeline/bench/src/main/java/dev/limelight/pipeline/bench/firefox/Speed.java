package dev.limelight.pipeline.bench.firefox;

import dev.limelight.pipeline.bench.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What texts cost in batches of each size, with both engines in turns. */
final class Speed {

    private static final int MOST = 320;

    private final FirefoxPlan plan;
    private final @Nullable Bergamot bergamot;
    private final List<String> texts;
    private final int words;

    Speed(FirefoxPlan plan, @Nullable Bergamot bergamot) {
        this.plan = plan;
        this.bergamot = bergamot;
        this.texts = plan.sorted(MOST);
        this.words = texts.stream().mapToInt(text -> text.split("\\s+").length).sum();
    }

    /** One way to translate. */
    @FunctionalInterface
    private interface Way {
        TextRun run() throws IOException;
    }

    /** Measures, and gives the table; what has a bar goes there, too. */
    List<String> measure(Bars bars) throws IOException {
        var table =
                new Table(
                        "batch",
                        "CPU s",
                        "of it compiling Java",
                        "words/s",
                        "without attention: CPU s",
                        "two threads: words/s",
                        "Bergamot: CPU s",
                        "words/s");
        for (int size : FirefoxPlan.SIZES) {
            table.row(row(size, bars));
        }
        return table.lines();
    }

    private String[] row(int size, Bars bars) throws IOException {
        List<TextRun> runs = inTurns(size);
        TextRun own = runs.get(0);
        TextRun theirs = bergamot == null ? null : runs.get(3);
        if (theirs != null) {
            bar(size, own, theirs, bars);
        }
        return new String[] {
            String.valueOf(size),
            seconds(own),
            String.format(Locale.ROOT, "%.2f", own.compilerSeconds()),
            pace(own),
            seconds(runs.get(1)),
            pace(runs.get(2)),
            theirs == null ? "-" : seconds(theirs),
            theirs == null ? "-" : pace(theirs)
        };
    }

    /** What is compiled while it is measured counts; how much that is stands beside it. */
    private static void bar(int size, TextRun own, TextRun theirs, Bars bars) {
        double ratio = own.cpuSeconds() / theirs.cpuSeconds();
        double compiled = (own.cpuSeconds() - own.compilerSeconds()) / theirs.cpuSeconds();
        bars.add(
                "CPU time against Bergamot, batch " + size,
                "<= 1.0",
                String.format(Locale.ROOT, "%.2f; without Java's compiler %.2f", ratio, compiled),
                ratio <= 1);
    }

    /** The median of each way: ours, ours without attention, ours on two threads, Bergamot's. */
    private List<TextRun> inTurns(int size) throws IOException {
        var taps = List.of(plan.alignment());
        try (var own = OwnEngine.open(plan.model(), size, 1, taps);
                var plain = OwnEngine.open(plan.model(), size, 1, List.of());
                var two = OwnEngine.open(plan.model(), size, 2, taps)) {
            List<Way> ways = new ArrayList<>();
            ways.add(() -> own.run(texts));
            ways.add(() -> plain.run(texts));
            ways.add(() -> two.run(texts));
            if (bergamot != null) {
                ways.add(() -> bergamot.batched(texts, size));
            }
            return medians(ways);
        }
    }

    private List<TextRun> medians(List<Way> ways) throws IOException {
        Map<Way, List<TextRun>> runs = new HashMap<>();
        for (int turn = 0; turn <= plan.runs(); turn++) {
            for (Way way : ways) {
                TextRun run = way.run();
                if (turn > 0) {
                    runs.computeIfAbsent(way, key -> new ArrayList<>()).add(run);
                }
            }
        }
        return ways.stream().map(way -> median(runs.getOrDefault(way, List.of()))).toList();
    }

    private static TextRun median(List<TextRun> runs) {
        return new TextRun(
                List.of(),
                median(runs.stream().mapToDouble(TextRun::cpuSeconds).toArray()),
                median(runs.stream().mapToDouble(TextRun::compilerSeconds).toArray()),
                median(runs.stream().mapToDouble(TextRun::seconds).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static String seconds(TextRun run) {
        return String.format(Locale.ROOT, "%.2f", run.cpuSeconds());
    }

    private String pace(TextRun run) {
        return String.format(Locale.ROOT, "%.0f", words / run.seconds());
    }

    /** What was translated, for the table's reader. */
    String work() {
        return "speed: %d sentences, %d words, medians of %d runs in turns, one thread where no other number stands"
                .formatted(texts.size(), words, plan.runs());
    }
}
