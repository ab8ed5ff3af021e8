package dev.limelight.pipeline.cli.models;

import dev.limelight.pipeline.cli.option.Usage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code limelight models}. */
@Command(
        name = "models",
        description = "Lists, shows, checks, fetches and swaps models.",
        subcommands = {
            ModelsListCommand.class,
            ModelsShowCommand.class,
            ModelsVerifyCommand.class,
            ModelsHeadsCommand.class,
            ModelsPullCommand.class,
            ModelsUseCommand.class
        })
public final class ModelsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Usage.withoutCommand(spec.commandLine());
    }
}
