package dev.limelight.pipeline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
final class ModelsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Usage.withoutCommand(spec.commandLine());
    }
}
