package dev.limelight.pipeline.cli;

import picocli.CommandLine.Command;

/** {@code limelight bench}. */
@Command(
        name = "bench",
        description = "Measures, and prints a table with what was measured on what.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            BenchSalienceCommand.class,
            BenchPipelineCommand.class,
            BenchGenerateCommand.class,
            BenchSoakCommand.class,
            BenchSignalsCommand.class,
            BenchServeCommand.class
        })
final class BenchCommand {}
