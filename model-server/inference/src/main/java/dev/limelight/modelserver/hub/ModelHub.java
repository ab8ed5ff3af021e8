package dev.limelight.modelserver.hub;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.hub.fetch.Destination;
import dev.limelight.modelserver.hub.fetch.Downloads;
import dev.limelight.modelserver.hub.fetch.FolderDestination;
import dev.limelight.modelserver.hub.fetch.Http;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.fetch.Retry;
import dev.limelight.modelserver.hub.fetch.SafeNames;
import dev.limelight.modelserver.hub.fetch.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches encoder-decoder models from the hub, only the files that are needed, into its cache.
 *
 * <ol>
 *   <li>The hub says which commit a revision is, and which files that has.
 *   <li>Each file is asked for its entity tag, fetched unless it is there, and checked against it.
 *   <li>Last the cache remembers the commit for the revision, so that nobody finds half a model.
 * </ol>
 *
 * Blocks. Thread-safe, also between processes.
 */
public final class ModelHub {

    private static final int LARGEST_LISTING = 32 << 20;

    private final HubSettings settings;
    private final HubCache cache;
    private final HubSite site;
    private final Http http;
    private final Retry retry;

    /** A hub; nothing is asked yet. */
    public ModelHub(HubSettings settings) {
        this(settings, Retry.SLEEP);
    }

    ModelHub(HubSettings settings, Retry.Pause pause) {
        this.settings = settings;
        this.cache = new HubCache(settings.cache());
        this.site = new HubSite(settings);
        this.http = new Http(site);
        this.retry = new Retry(site, pause);
    }

    /**
     * What to fetch.
     *
     * @param repo the model
     * @param revision a branch, a tag or a commit
     * @param suffix of the graphs' names, {@code _quantized}; empty for none; null for none where
     *     there are such graphs, else the only one
     * @param folder to fill; null for the cache
     */
    public record Wanted(
            RepoId repo, String revision, @Nullable String suffix, @Nullable Path folder) {

        /**
         * Checks the revision.
         *
         * @throws IllegalArgumentException when it can be none
         */
        public Wanted {
            SafeNames.revision(revision);
        }
    }

    private record Listing(String commit, List<String> files) {}

    /**
     * Fetches a model.
     *
     * @return the folder that it is in
     * @throws HubException when it cannot be fetched, with what to do
     */
    public Path pull(Wanted wanted, PullListener listener) {
        try {
            return settings.isOffline() ? fromCache(wanted) : fromHub(wanted, listener);
        } catch (IOException e) {
            throw new HubException(
                    "the files of %s cannot be written: %s".formatted(wanted.repo(), e), e);
        }
    }

    private Path fromHub(Wanted wanted, PullListener listener) throws IOException {
        Listing listing = list(wanted.repo(), wanted.revision());
        List<String> files = FileSelection.of(wanted.repo(), listing.files(), wanted.suffix());
        Path folder = wanted.folder();
        Destination to =
                folder == null
                        ? cache.destination(wanted.repo(), listing.commit())
                        : new FolderDestination(folder);
        Downloads downloads = new Downloads(site, retry, listener);
        int done = 0;
        for (String file : files) {
            if (!to.isComplete(file)) {
                URI address = resolve(wanted.repo(), listing.commit(), file);
                downloads.fetch(downloads.describe(file, address, listing.commit()), to);
            }
            listener.finished(file, ++done, files.size());
        }
        if (folder == null) {
            cache.writeRef(wanted.repo(), wanted.revision(), listing.commit());
        }
        return to.folder();
    }

    private Path fromCache(Wanted wanted) throws IOException {
        HubCache.Snapshot snapshot =
                cache.snapshot(wanted.repo(), wanted.revision())
                        .orElseThrow(() -> notCached(wanted));
        List<String> files =
                FileSelection.of(wanted.repo(), filesIn(snapshot.folder()), wanted.suffix());
        return wanted.folder() == null
                ? snapshot.folder()
                : copied(snapshot.folder(), files, wanted.folder());
    }

    private static Path copied(Path from, List<String> files, Path to) throws IOException {
        for (String file : files) {
            Path target = to.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(from.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }

    private HubException notCached(Wanted wanted) {
        List<String> others =
                cache.snapshots(wanted.repo()).stream().map(HubCache.Snapshot::commit).toList();
        return new HubException(
                "%s at %s is not in the cache %s, which has %s of it; pull it once without --offline"
                                .formatted(
                                        wanted.repo(),
                                        wanted.revision(),
                                        cache.folder(),
                                        others.isEmpty() ? "nothing" : "commits " + others)
                        + " and HF_HUB_OFFLINE");
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private Listing list(RepoId repo, String revision) {
        URI address = address("/api/models/" + repo + "/revision/" + WebAddress.encoded(revision));
        String json =
                retry.run(
                        repo.name(),
                        () -> 0,
                        () -> {
                            try (Http.Answer answer = http.get(address, 0)) {
                                byte[] body = answer.body().readNBytes(LARGEST_LISTING);
                                return new String(body, StandardCharsets.UTF_8);
                            }
                        });
        return listing(json, address);
    }

    private static Listing listing(String json, URI address) {
        try {
            JsonObject info = JsonParser.parseString(json).getAsJsonObject();
            List<String> files = new ArrayList<>();
            for (JsonElement file : info.getAsJsonArray("siblings")) {
                files.add(file.getAsJsonObject().get("rfilename").getAsString());
            }
            return new Listing(SafeNames.commit(info.get("sha").getAsString()), files);
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NullPointerException e) {
            throw new HubException(
                    address + " gave no list of files as the hub does; check HF_ENDPOINT", e);
        }
    }

    private URI resolve(RepoId repo, String commit, String file) {
        return address("/" + repo + "/resolve/" + commit + "/" + WebAddress.encodedPath(file));
    }

    private URI address(String path) {
        return URI.create(settings.endpoint() + path);
    }
}
