package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.SampleModels;
import dev.limelight.pipeline.bench.Conditions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All of {@code bench generate}: makes the model, measures, and gives the tables. */
public final class Measurement {

    private Measurement() {}

    /** The steps that {@code progress} of {@link #run} is told of. */
    public static int steps(Plan plan) {
        return 1 + plan.precisions().size() * (plan.rows().size() + 1) + plan.callers().size();
    }

    /**
     * Measures.
     *
     * @param folder where the model is made; graphs of the same names are replaced
     * @param progress told the name of each step before it begins
     */
    public static List<String> run(Plan plan, Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        progress.accept("make the model");
        SampleModels.write(folder, plan.size(), plan.precisions());
        List<String> lines = new ArrayList<>();
        if (!plan.rows().isEmpty()) {
            lines.addAll(new GenerateBench(plan, folder, progress).run());
            lines.add("");
        }
        if (!plan.callers().isEmpty()) {
            lines.addAll(new LoadBench(plan, folder, progress).run());
            lines.add("");
        }
        lines.addAll(plan.conditions());
        lines.add(Conditions.machine());
        return lines;
    }
}
