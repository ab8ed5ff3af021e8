package dev.limelight.pipeline.cli;

import dev.limelight.modelserver.Bundles;
import dev.limelight.modelserver.hub.HubSettings;
import dev.limelight.modelserver.hub.ModelHub;
import dev.limelight.modelserver.hub.PullListener;
import dev.limelight.modelserver.hub.RepoId;
import dev.limelight.pipeline.cli.screen.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limelight models pull}. */
@Command(
        name = "pull",
        description = {
            "Fetches an encoder-decoder model from the Hugging Face hub, only the files that are",
            "needed, and prints its folder. Goes on where it was interrupted; honours HF_ENDPOINT,",
            "HF_TOKEN, HF_HOME and HF_HUB_OFFLINE."
        })
final class ModelsPullCommand implements Callable<Integer> {

    @Parameters(paramLabel = "REPOSITORY", description = "org/name")
    private String repository = "";

    @Option(
            names = "--revision",
            defaultValue = "main",
            paramLabel = "REVISION",
            description = "A branch, a tag or a commit. Default: ${DEFAULT-VALUE}")
    private String revision = "main";

    @Option(
            names = "--suffix",
            paramLabel = "SUFFIX",
            description = "Of the graphs' names (quantized). Default: none, or the only one.")
    private @Nullable String suffix;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to fill. Default: the hub's cache, which other tools share.")
    private @Nullable Path out;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ModelHub.Wanted wanted = Usage.checked(this::wanted);
        try (var bar = new Bar(new Progress("files", 1))) {
            Path folder = new ModelHub(Usage.checked(HubSettings::ofEnvironment)).pull(wanted, bar);
            PrintWriter results = spec.commandLine().getOut();
            results.println(folder);
            results.flush();
        }
        return 0;
    }

    private ModelHub.Wanted wanted() {
        String named = suffix == null ? null : Bundles.suffix(suffix);
        return new ModelHub.Wanted(new RepoId(repository), revision, named, out);
    }

    /** Shows how many files are there. */
    private record Bar(Progress progress) implements PullListener, AutoCloseable {

        @Override
        public void fetched(String file, long octets, long size) {
            // A step is a file; what moves within one is for the log of a slow line.
        }

        @Override
        public void finished(String file, int done, int files) {
            progress.expect(files);
            progress.step(file);
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}
