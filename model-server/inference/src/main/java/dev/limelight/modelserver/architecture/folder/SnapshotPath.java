package dev.limelight.modelserver.architecture.folder;

import java.nio.file.Path;
import java.util.Optional;

/** What the path of a model says: {@code .../models--org--name/snapshots/<commit>} in a cache. */
public final class SnapshotPath {

    private static final String CACHE_FOLDER = "models--";

    private SnapshotPath() {}

    /** The name on the hub of a model in a cache; empty elsewhere. */
    public static Optional<String> repository(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        int names = whole.getNameCount();
        if (names < 3 || !whole.getName(names - 2).toString().equals("snapshots")) {
            return Optional.empty();
        }
        String repository = whole.getName(names - 3).toString();
        return repository.startsWith(CACHE_FOLDER)
                ? Optional.of(repository.substring(CACHE_FOLDER.length()).replace("--", "/"))
                : Optional.empty();
    }

    /** The commit of a model in a cache; empty elsewhere. */
    public static Optional<String> commit(Path folder) {
        return repository(folder).map(repository -> last(folder));
    }

    /** What people call a model: its name on the hub in a cache, else that of its folder. */
    public static String name(Path folder) {
        return repository(folder).orElseGet(() -> last(folder));
    }

    private static String last(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }
}
