package dev.limelight.pipeline.cli.pull;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.hub.HubSettings;
import dev.limelight.modelserver.hub.ModelHub;
import dev.limelight.modelserver.hub.ModelHub.Wanted;
import dev.limelight.modelserver.hub.RepoId;
import dev.limelight.modelserver.hub.fetch.PullListener;
import java.util.List;
import java.util.Objects;

/** A model of the Hugging Face hub, which goes into the hub's cache. */
record HubSource(HubSettings settings, Wanted wanted) implements PullSource {

    static HubSource of(String repo, PullOptions options) {
        options.refuseFirefox(repo);
        String graphs = options.suffix == null ? null : ModelFolder.suffix(options.suffix);
        String revision = Objects.requireNonNullElse(options.revision, "main");
        var wanted = new Wanted(new RepoId(repo), revision, graphs, options.folder);
        return new HubSource(settings(options), wanted);
    }

    @Override
    public PullResult pull(PullListener listener) {
        return PullResult.of(List.of(new ModelHub(settings).pull(wanted, listener)));
    }

    private static HubSettings settings(PullOptions options) {
        HubSettings settings = HubSettings.ofEnvironment();
        if (options.endpoint != null) {
            settings = settings.withEndpoint(options.endpoint);
        }
        if (options.cache != null) {
            settings = settings.withCache(options.cache);
        }
        return options.offline ? settings.offline() : settings;
    }
}
