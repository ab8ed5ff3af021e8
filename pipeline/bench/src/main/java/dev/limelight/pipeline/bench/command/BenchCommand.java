package dev.limelight.pipeline.bench.command;

import dev.limelight.pipeline.cli.option.Usage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench}. */
@Command(
        name = "bench",
        description = "Measures, and prints tables with the conditions of the measurement.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            BenchSalienceCommand.class,
            BenchGuardCommand.class,
            BenchPipelineCommand.class,
            BenchGenerateCommand.class,
            BenchSoakCommand.class,
            BenchSignalsCommand.class,
            BenchKillsCommand.class,
            BenchServeCommand.class,
            BenchAlignmentCommand.class,
            BenchFirefoxCommand.class,
            BenchLanguagesCommand.class
        })
final class BenchCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Usage.withoutCommand(spec.commandLine());
    }
}
