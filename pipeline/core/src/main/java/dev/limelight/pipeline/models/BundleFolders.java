package dev.limelight.pipeline.models;

import dev.limelight.connectors.record.ModelRecord;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.folder.BundleCard.Precision;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.modelserver.hub.HubSettings;
import dev.limelight.modelserver.hub.ModelHub;
import dev.limelight.modelserver.hub.RepoId;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.PullListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds models on this machine, and fetches those of the hub that are not there. Blocks.
 * Thread-safe.
 */
public final class BundleFolders {

    private static final String DEFAULT_REVISION = "main";
    private static final PullListener SILENT = (file, octets, size) -> {};

    /** Not looked at before it is needed: wrong ones are no matter to who has no repositories. */
    private final Supplier<HubSettings> hub;

    BundleFolders(Supplier<HubSettings> hub) {
        this.hub = hub;
    }

    /** With the hub and the cache of this process. */
    public static BundleFolders ofProcess() {
        return new BundleFolders(HubSettings::ofEnvironment);
    }

    /**
     * What a record names, as it is now: links are followed and branches become commits, so that it
     * stays the same.
     *
     * @throws RuntimeException if it is not there, saying what was expected
     */
    ModelSource find(ModelRecord record) {
        String repository = record.repository();
        Path folder =
                repository == null
                        ? existing(String.valueOf(record.path()))
                        : pulled(
                                hub.get(),
                                repository,
                                Objects.requireNonNullElse(record.revision(), DEFAULT_REVISION));
        return new ModelSource(folder.toString(), repository, content(folder));
    }

    /**
     * The folder of a model on this machine.
     *
     * @throws RuntimeException if it is not there any more, or holds other weights
     */
    public Path find(ModelSource source) {
        String repository = source.repository();
        Path folder =
                repository == null
                        ? existing(source.folder())
                        : pulled(repository, name(Path.of(source.folder())));
        String content = source.content().isEmpty() ? "" : content(folder);
        if (!content.equals(source.content())) {
            throw new IllegalArgumentException(
                    "%s holds the weights %s, expected %s as when it was accepted"
                            .formatted(folder, content, source.content()));
        }
        return folder;
    }

    /** A folder, or the name of a model that was pulled to this machine. */
    private static Path existing(String path) {
        try {
            return BundleLocator.ofProcess().locate(path).toRealPath();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "there is no folder %s, expected one that every machine of the job sees, or a model"
                                    .formatted(path)
                            + " that each has pulled; "
                            + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(path + " cannot be read: " + e, e);
        }
    }

    /** A commit that is in the cache already needs no hub. */
    private Path pulled(String repository, String commit) {
        try {
            return pulled(hub.get().offline(), repository, commit);
        } catch (HubException e) {
            return pulled(hub.get(), repository, commit);
        }
    }

    private static Path pulled(HubSettings hub, String repository, String revision) {
        var wanted = new ModelHub.Wanted(new RepoId(repository), revision, null, null);
        return new ModelHub(hub).pull(wanted, SILENT);
    }

    private static String content(Path folder) {
        return ModelFolder.open(folder).card().precisions().stream()
                .map(Precision::sha256)
                .collect(Collectors.joining(" "));
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
