package dev.limelight.pipeline.cli;

import picocli.CommandLine.Command;

/** {@code limelight models}. */
@Command(
        name = "models",
        description = "The models at hand.",
        subcommands = {
            ModelsListCommand.class,
            ModelsShowCommand.class,
            ModelsVerifyCommand.class,
            ModelsPullCommand.class,
            ModelsUseCommand.class
        })
final class ModelsCommand {}
