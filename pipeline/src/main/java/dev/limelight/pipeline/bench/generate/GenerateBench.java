package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.pipeline.bench.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a second come out, by precision and batch size, with attention and without, and
 * beside a loop in Python over the same graphs. All take turns, so that what else the machine does
 * strikes all alike; only Python goes by itself. For one thread.
 */
final class GenerateBench {

    private static final int WARM_UP = 1;

    private final Plan plan;
    private final Path folder;
    private final Consumer<String> progress;
    private final List<Batches> work;
    private final List<String> remarks = new ArrayList<>();

    /**
     * @param folder a model of random weights in all precisions of {@code plan}
     * @param progress told the name of each step before it begins
     */
    GenerateBench(Plan plan, Path folder, Consumer<String> progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
        this.work =
                plan.rows().stream()
                        .map(rows -> Batches.of(plan.lengths(), rows, plan.size()))
                        .toList();
    }

    /**
     * One line of the table.
     *
     * @param off without attention
     * @param one with that of one layer
     * @param all with that of all layers
     */
    private record Measured(Batches batches, Runs off, Runs one, Runs all) {

        Measured(Batches batches) {
            this(batches, new Runs(), new Runs(), new Runs());
        }
    }

    /** Measures, and gives the table and what is to be said about it. */
    List<String> run() throws InterruptedException {
        var table =
                new Table(
                        "weights",
                        "batch",
                        "tokens/s [slowest, fastest]",
                        "the same from Python",
                        "as fast as that",
                        "attention of 1 layer",
                        "of %d layers".formatted(plan.size().decoderLayers()),
                        "ms a step",
                        "padding");
        for (SamplePrecision precision : plan.precisions()) {
            List<Measured> measured = measured(precision);
            List<PythonLoop.Outcome> python = python(precision);
            for (int i = 0; i < measured.size(); i++) {
                table.row(
                        row(precision, measured.get(i), i < python.size() ? python.get(i) : null));
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(remarks());
        return lines;
    }

    private List<Measured> measured(SamplePrecision precision) {
        List<Measured> all = new ArrayList<>();
        for (Batches batches : work) {
            progress.accept("%s, batch %d".formatted(precision, batches.rows()));
            all.add(measured(batches, plan.options(folder, precision)));
        }
        return all;
    }

    private Measured measured(Batches batches, Seq2SeqOptions model) {
        Measured measured = new Measured(batches);
        try (Client off = Client.open(model, batches.rows(), 0);
                Client one = Client.open(model, batches.rows(), 1);
                Client all = Client.open(model, batches.rows(), plan.size().decoderLayers())) {
            for (int i = 0; i < WARM_UP + plan.runs(); i++) {
                boolean counts = i >= WARM_UP;
                add(off.run(batches), measured.off(), counts);
                add(one.run(batches), measured.one(), counts);
                add(all.run(batches), measured.all(), counts);
            }
        }
        return measured;
    }

    private static void add(double seconds, Runs runs, boolean counts) {
        if (counts) {
            runs.add(seconds);
        }
    }

    /** None where there is no Python; then a remark says why. */
    private List<PythonLoop.Outcome> python(SamplePrecision precision) throws InterruptedException {
        progress.accept(precision + " from Python");
        int start = plan.size().vocabulary() - 1;
        var loop = new PythonLoop(plan.python(), folder, start, plan.threads(), plan.runs());
        try {
            List<PythonLoop.Outcome> outcomes = loop.run(precision.suffix(), work);
            compare(precision, outcomes.get(0));
            return outcomes;
        } catch (PythonLoop.Missing e) {
            remark("No comparison with Python: " + e.getMessage());
            return List.of();
        }
    }

    /** Both must have done the same work. */
    private void compare(SamplePrecision precision, PythonLoop.Outcome outcome) {
        List<SampleText> texts = work.get(0).batches().get(0);
        try (Client client = Client.open(plan.options(folder, precision), texts.size(), 0)) {
            var ours = client.generate(texts);
            remark(
                    "%s: Java and Python (onnxruntime %s) wrote %s tokens"
                            .formatted(
                                    precision,
                                    outcome.version(),
                                    ours.equals(outcome.tokens()) ? "the same" : "different"));
        }
    }

    private void remark(String remark) {
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    private String[] row(
            SamplePrecision precision, Measured measured, PythonLoop.@Nullable Outcome python) {
        Batches batches = measured.batches();
        Runs off = measured.off();
        return new String[] {
            precision.toString(),
            String.valueOf(batches.rows()),
            off.rate(batches.tokens()),
            python == null ? "" : python.runs().rate(batches.tokens()),
            python == null ? "" : number("%.2f", python.runs().median() / off.median()),
            number("%+.1f %%", 100 * (measured.one().times(off) - 1)),
            number("%+.1f %%", 100 * (measured.all().times(off) - 1)),
            number("%.1f", 1000 * off.median() / batches.steps()),
            number("%.0f %%", 100 * batches.padding())
        };
    }

    private List<String> remarks() {
        List<String> all = new ArrayList<>(remarks);
        for (Batches batches : work) {
            if (batches.rows() > 1) {
                all.add(
                        number(
                                "batch %d: rows leave when they are over; where they stay, as in"
                                        + " Python's loop, %.0f %% of the rows are idle",
                                batches.rows(), 100 * batches.idleRows()));
            }
        }
        return all;
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
