package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.pipeline.bench.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a second come out, by precision and batch size, with attention and without, and
 * beside a loop in Python over the same graphs. All take turns, so that what else the machine does
 * strikes all alike. For one thread.
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
     * @param python none where there is no Python
     */
    private record Measured(Batches batches, Runs off, Runs one, Runs all, Runs python) {

        Measured(Batches batches) {
            this(batches, new Runs(), new Runs(), new Runs(), new Runs());
        }
    }

    /** Measures, and gives the table and what is to be said about it. */
    List<String> run() {
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
            try (PythonLoop python = python(precision)) {
                for (int i = 0; i < work.size(); i++) {
                    table.row(row(precision, measured(precision, i, python)));
                }
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(remarks());
        return lines;
    }

    private Measured measured(SamplePrecision precision, int index, @Nullable PythonLoop python) {
        Batches batches = work.get(index);
        progress.accept("%s, batch %d".formatted(precision, batches.rows()));
        Seq2SeqOptions model = plan.options(folder, precision);
        Measured measured = new Measured(batches);
        try (Client off = Client.open(model, batches.rows(), 0);
                Client one = Client.open(model, batches.rows(), 1);
                Client all = Client.open(model, batches.rows(), plan.size().decoderLayers())) {
            for (int i = 0; i < WARM_UP + plan.runs(); i++) {
                boolean counts = i >= WARM_UP;
                add(off.run(batches), measured.off(), counts);
                if (python != null) {
                    add(python.run(index), measured.python(), counts);
                }
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

    /** Null where there is none; then a remark says why. */
    private @Nullable PythonLoop python(SamplePrecision precision) {
        progress.accept(precision + " from Python");
        try {
            PythonLoop loop = PythonLoop.start(plan, folder, precision.suffix(), work);
            compare(precision, loop);
            return loop;
        } catch (IOException e) {
            remark("No comparison with Python: " + e.getMessage());
            return null;
        }
    }

    /** Both must do the same work. */
    private void compare(SamplePrecision precision, PythonLoop python) {
        List<SampleText> texts = work.get(0).batches().get(0);
        try (Client client = Client.open(plan.options(folder, precision), texts.size(), 0)) {
            boolean isSame = client.generate(texts).equals(python.tokens());
            remark(
                    "%s: Java and Python (onnxruntime %s) wrote %s tokens"
                            .formatted(
                                    precision,
                                    python.version(),
                                    isSame ? "the same" : "different"));
        }
    }

    private void remark(String remark) {
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    private String[] row(SamplePrecision precision, Measured measured) {
        Batches batches = measured.batches();
        Runs off = measured.off();
        Runs python = measured.python();
        return new String[] {
            precision.toString(),
            String.valueOf(batches.rows()),
            off.rate(batches.tokens()),
            python.isEmpty() ? "" : python.rate(batches.tokens()),
            python.isEmpty() ? "" : number("%.2f", python.times(off)),
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
