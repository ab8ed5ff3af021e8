package dev.limelight.pipeline.cli.teach;

import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.teach.Lesson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight teach}: a tiny transformer learns six sentences. */
@Command(
        name = "teach",
        description = {
            "Trains a tiny transformer on six sentences and shows each step.",
            "It completes what it has learned, and then meets a sentence that can be read in two",
            "ways."
        })
public final class TeachCommand implements Callable<Integer> {

    private static final int MOST_STEPS = 10_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of all random numbers. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of training, 0 to 10000. Default: ${DEFAULT-VALUE}")
    private int steps = 200;

    @Option(names = "--quiet", description = "Show the end without the steps that lead to it.")
    private boolean quiet;

    @Option(names = "--json", description = "Print each part as one JSON line.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (steps < 0 || steps > MOST_STEPS) {
            throw new UsageException("--steps %d, expected 0 to %d".formatted(steps, MOST_STEPS));
        }
        PrintWriter out = spec.commandLine().getOut();
        Lesson.Reader reader =
                json ? new JsonLesson(out, quiet) : new ShownLesson(out, view(), quiet);
        new Lesson(seed, steps).teach(reader);
        return 0;
    }

    private static LessonView view() {
        return new LessonView(Terminal.current());
    }
}
