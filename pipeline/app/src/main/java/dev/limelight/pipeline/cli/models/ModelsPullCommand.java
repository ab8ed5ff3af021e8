package dev.limelight.pipeline.cli.models;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.hub.HubSettings;
import dev.limelight.modelserver.hub.ModelHub;
import dev.limelight.modelserver.hub.ModelHub.Wanted;
import dev.limelight.modelserver.hub.RepoId;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.PullProgress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight models pull}. */
@Command(
        name = "pull",
        description = {
            "Fetches an encoder-decoder model from the Hugging Face hub and prints its folder.",
            "Only the needed files come, into the cache that Python's huggingface_hub uses. An",
            "interrupted pull continues. HF_ENDPOINT, HF_TOKEN, HF_HOME and HF_HUB_OFFLINE apply."
        })
final class ModelsPullCommand implements Callable<Integer> {

    @Parameters(paramLabel = "REPO", description = "The model, as ORG/NAME.")
    private String repo = "";

    @Option(
            names = "--revision",
            paramLabel = "NAME",
            description = "A branch, a tag or a commit. Default: ${DEFAULT-VALUE}.",
            defaultValue = "main")
    private String revision = "main";

    @Option(
            names = "--suffix",
            paramLabel = "NAME",
            description =
                    "Suffix of the graphs' names, such as quantized. Default: none, or the only one.")
    private @Nullable String suffix;

    @Option(names = "--to", paramLabel = "DIR", description = "Fill this folder, not the cache.")
    private @Nullable Path folder;

    @Option(names = "--cache", paramLabel = "DIR", description = "Use this cache folder.")
    private @Nullable Path cache;

    @Option(names = "--endpoint", paramLabel = "URL", description = "Use this hub.")
    private @Nullable String endpoint;

    @Option(names = "--offline", description = "Use the cache only.")
    private boolean offline;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Wanted wanted = Usage.checked(this::wanted);
        ModelHub hub = new ModelHub(Usage.checked(this::settings));
        Path pulled;
        try (PullProgress progress = new PullProgress(repo)) {
            pulled = hub.pull(wanted, progress);
        }
        spec.commandLine().getOut().println(pulled);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Wanted wanted() {
        String graphs = suffix == null ? null : ModelFolder.suffix(suffix);
        return new Wanted(new RepoId(repo), revision, graphs, folder);
    }

    private HubSettings settings() {
        HubSettings settings = HubSettings.ofEnvironment();
        if (endpoint != null) {
            settings = settings.withEndpoint(endpoint);
        }
        if (cache != null) {
            settings = settings.withCache(cache);
        }
        return offline ? settings.offline() : settings;
    }
}
