package dev.limelight.modelserver.hub.store;

import dev.limelight.modelserver.hub.fetch.HubException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Models that are put together out of sight: all of them are checked before the first appears in
 * the store. Closing deletes what has not appeared. For one thread.
 */
public final class Staging implements AutoCloseable {

    private static final String PREFIX = "staging-";

    /** A pull that has written nothing for so long does not go on. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final ModelStore store;
    private final Path folder;
    private final Map<String, PulledModel> models = new LinkedHashMap<>();

    private Staging(ModelStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /**
     * A place for models of a store that are not whole yet; whoever opens it closes it. Deletes
     * what pulls left that were killed, too.
     */
    public static Staging in(ModelStore store) {
        Path folder = created(store.hidden().resolve(PREFIX + UUID.randomUUID()));
        abandoned(store.hidden()).forEach(Staging::delete);
        return new Staging(store, folder);
    }

    /** A folder for what is needed on the way; it goes when this is closed. */
    public Path scratch() {
        return created(folder.resolve(".scratch"));
    }

    /** The empty folder that takes the files of a model. */
    public Path add(PulledModel model) {
        models.put(model.name(), model);
        return created(folder.resolve(model.name()));
    }

    /**
     * Checks all models and lets them appear, in place of those of the same names.
     *
     * @return their folders in the store
     * @throws HubException naming a model that cannot be run; then none appears
     */
    public List<Path> publish(ModelCheck check) {
        for (PulledModel model : models.values()) {
            Path staged = folder.resolve(model.name());
            model.describe(staged);
            List<String> problems = check.problems(staged);
            if (!problems.isEmpty()) {
                throw new HubException(
                        "%s of %s cannot be run, nothing was kept: %s"
                                .formatted(
                                        model.name(), model.source(), String.join("; ", problems)));
            }
        }
        return moved();
    }

    @Override
    public void close() {
        delete(folder);
    }

    /** Deletes a folder with all in it; what is not there is no error. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new HubException(folder + " cannot be deleted: " + e, e);
        }
    }

    private static List<Path> abandoned(Path hidden) {
        try (Stream<Path> all = Files.list(hidden)) {
            return all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(Staging::isAbandoned)
                    .toList();
        } catch (IOException e) {
            throw new HubException(hidden + " cannot be read", e);
        }
    }

    /** One that has just gone was another process's. */
    private static boolean isAbandoned(Path folder) {
        try {
            Instant last = Files.getLastModifiedTime(folder).toInstant();
            return last.isBefore(Instant.now().minus(ABANDONED));
        } catch (IOException e) {
            return false;
        }
    }

    private List<Path> moved() {
        Path lock = store.hidden().resolve("publish.lock");
        try (FileChannel channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            for (String name : models.keySet()) {
                move(name);
            }
            return held.isValid() ? models.keySet().stream().map(store::model).toList() : List.of();
        } catch (IOException e) {
            throw new HubException("%s cannot be written: %s".formatted(store.folder(), e), e);
        }
    }

    private void move(String name) throws IOException {
        Path place = store.model(name);
        if (Files.exists(place)) {
            Path old = scratch().resolve(name);
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(folder.resolve(name), place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HubException(
                    "%s cannot be made (%s); set %s to a folder that can be written"
                            .formatted(folder, e, ModelStore.VARIABLE),
                    e);
        }
    }
}
