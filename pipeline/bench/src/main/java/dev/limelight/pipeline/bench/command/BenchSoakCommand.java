package dev.limelight.pipeline.bench.command;

import dev.limelight.pipeline.bench.generate.GenerationSoak;
import dev.limelight.pipeline.bench.generate.SoakOutcome;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench soak}. */
@Command(
        name = "soak",
        description = {
            "Sends short requests to a tiny model with random weights, some of them failing, late or",
            "cancelled, and reports whether memory stays flat. Exit code 1 if it does not."
        })
final class BenchSoakCommand implements Callable<Integer> {

    @Option(
            names = "--requests",
            defaultValue = "100000",
            paramLabel = "N",
            description = "The number of requests. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try (var folder = new MeasuredModelFolder(null);
                var progress = new Progress("soak", GenerationSoak.STEPS)) {
            GenerationSoak soak =
                    Usage.checked(
                            () -> new GenerationSoak(folder.path(), requests, progress::step));
            SoakOutcome outcome = soak.run();
            progress.print(spec.commandLine().getOut(), outcome.lines());
            return outcome.isFlat() ? 0 : 1;
        }
    }
}
