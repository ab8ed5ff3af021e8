package dev.limelight.modelserver.hub;

import dev.limelight.modelserver.architecture.folder.SnapshotPath;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a model by what a person calls it: a folder, the name of a folder that Limelight ships or
 * has pulled, or a name on the hub whose files are in the cache ({@code org/name}, {@code
 * org/name@revision}).
 *
 * @param shipped the folder of the models that Limelight ships; need not exist
 * @param store what has been pulled from elsewhere than the hub
 * @param cache what has been pulled from the hub
 */
public record BundleLocator(Path shipped, ModelStore store, HubCache cache) {

    private static final String DEFAULT_REVISION = "main";
    private static final String CONFIG = "config.json";

    /** The models of this process: {@code models} of where Limelight lies, and the user's cache. */
    public static BundleLocator ofProcess() {
        Path home = Path.of(System.getProperty("limelight.home", "."));
        HubCache cache = new HubCache(HubSettings.ofEnvironment().cache());
        return new BundleLocator(home.resolve("models"), ModelStore.ofProcess(), cache);
    }

    /** A model that was found. */
    public record Located(String name, Path folder) {}

    /**
     * What people call the model in a folder: its name on the hub where the folder is in a cache,
     * else that of the folder.
     */
    public static String name(Path folder) {
        return SnapshotPath.name(folder);
    }

    /**
     * The folder of a model. It is not looked into.
     *
     * @throws IllegalArgumentException saying where it was looked for and what is there
     */
    public Path locate(String nameOrFolder) {
        return folder(nameOrFolder)
                .or(() -> shippedFolder(nameOrFolder))
                .or(() -> stored(nameOrFolder))
                .or(() -> cached(nameOrFolder))
                .orElseThrow(() -> new IllegalArgumentException(notFound(nameOrFolder)));
    }

    /** The models that are shipped, in the store or in the cache, with the name that finds each. */
    public List<Located> all() {
        List<Located> all = new ArrayList<>(shippedModels());
        all.addAll(pulled());
        return all;
    }

    /** Those that are shipped. */
    public List<Located> shippedModels() {
        return shippedNames().stream()
                .map(name -> new Located(name, shipped.resolve(name)))
                .toList();
    }

    /** Those that were pulled, into the store or the cache. */
    public List<Located> pulled() {
        List<Located> all = new ArrayList<>();
        store.names().forEach(name -> all.add(new Located(name, store.model(name))));
        for (HubCache.Snapshot snapshot : cache.snapshots()) {
            all.add(new Located(name(snapshot), snapshot.folder()));
        }
        return all;
    }

    private static Optional<Path> folder(String text) {
        try {
            return Optional.of(Path.of(text)).filter(path -> !text.isEmpty() && isFolder(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> shippedFolder(String name) {
        return shippedNames().contains(name) ? folder(shipped.resolve(name).toString()) : none();
    }

    private Optional<Path> stored(String name) {
        return store.names().contains(name) ? Optional.of(store.model(name)) : none();
    }

    private Optional<Path> cached(String name) {
        String[] parts = name.split("@", 2);
        if (!RepoId.isAllowed(parts[0])) {
            return none();
        }
        RepoId repo = new RepoId(parts[0]);
        String revision = parts.length == 2 ? parts[1] : DEFAULT_REVISION;
        return cache.snapshot(repo, revision)
                .or(() -> parts.length == 2 ? Optional.empty() : only(cache.snapshots(repo)))
                .map(HubCache.Snapshot::folder);
    }

    private static Optional<HubCache.Snapshot> only(List<HubCache.Snapshot> snapshots) {
        return snapshots.size() == 1 ? Optional.of(snapshots.get(0)) : Optional.empty();
    }

    /** The short name where it leads to this commit. */
    private String name(HubCache.Snapshot snapshot) {
        String repo = snapshot.repo().name();
        boolean isUsual = cached(repo).equals(Optional.of(snapshot.folder()));
        return isUsual ? repo : repo + "@" + snapshot.commit();
    }

    private String notFound(String name) {
        List<String> cached = cache.snapshots().stream().map(this::name).toList();
        return ("no model '%s': there is no such folder, and none of that name in %s (there: %s), in"
                        + " %s (there: %s) or in the Hugging Face cache %s (there: %s);"
                        + " 'limelight models pull' gets one")
                .formatted(
                        name,
                        shipped,
                        listed(shippedNames()),
                        store.folder(),
                        listed(store.names()),
                        cache.folder(),
                        listed(cached));
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private List<String> shippedNames() {
        if (!Files.isDirectory(shipped)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(shipped)) {
            return all.filter(BundleLocator::isModel)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HubException(shipped + " cannot be read", e);
        }
    }

    private static boolean isModel(Path folder) {
        return Files.isRegularFile(folder.resolve(CONFIG)) || BergamotFiles.areIn(folder);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path);
    }

    private static Optional<Path> none() {
        return Optional.empty();
    }
}
