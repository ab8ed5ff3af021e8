package dev.limelight.pipeline.checkpoint;

import dev.limelight.pipeline.config.ConfigException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one job's checkpoints below a common folder, with a lock, so that no two jobs mix
 * theirs. A file in it names their owner. Whoever opens it closes it once the job has ended; the
 * checkpoints stay.
 */
public final class CheckpointFolder implements AutoCloseable {

    private static final String OWNER = "owner.properties";
    private static final String CHECKPOINT = "_metadata";
    private static final String FRESH = "; or start with --fresh, without them";

    private final Path path;
    private final FileChannel lock;
    private final @Nullable Path setAside;

    private CheckpointFolder(Path path, FileChannel lock, @Nullable Path setAside) {
        this.path = path;
        this.lock = lock;
        this.setAside = setAside;
    }

    /**
     * Opens the folder of an owner, which is made where it is not there.
     *
     * @param root the folder for the checkpoints of all jobs
     * @param fresh whether to begin without the checkpoints that are there; they are set aside
     * @throws ConfigException if another job uses it, or its checkpoints are not this owner's
     * @throws UncheckedIOException if it cannot be written
     */
    public static CheckpointFolder open(Path root, CheckpointOwner owner, boolean fresh) {
        Path path = root.resolve(owner.name());
        try {
            Files.createDirectories(root);
            FileChannel lock = lock(root.resolve(owner.name() + ".lock"), path);
            try {
                Path aside = fresh ? setAside(path) : null;
                check(root, path, owner, fresh);
                Files.createDirectories(path);
                write(path.resolve(OWNER), owner);
                return new CheckpointFolder(path, lock, aside);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "checkpoints cannot be kept in %s (%s), expected a folder that can be written"
                            .formatted(root, e),
                    e);
        }
    }

    /** Where the checkpoints lie. */
    public Path path() {
        return path;
    }

    /** Where those lie that were there before a fresh start. */
    public Optional<Path> setAside() {
        return Optional.ofNullable(setAside);
    }

    /** The newest complete checkpoint. */
    public Optional<Path> newest() {
        return newest(path);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static FileChannel lock(Path file, Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this process, which is as bad as by another.
        }
        channel.close();
        throw new ConfigException(
                ("another job runs with the checkpoints in %s, expected one job for a consumer group"
                                + " and topic prefix; give this one its own kafka.group-id and"
                                + " kafka.topic-prefix")
                        .formatted(path));
    }

    private static @Nullable Path setAside(Path path) throws IOException {
        if (newest(path).isEmpty()) {
            return null;
        }
        Path aside =
                IntStream.iterate(1, i -> i + 1)
                        .mapToObj(i -> path.resolveSibling(path.getFileName() + ".before-" + i))
                        .filter(Files::notExists)
                        .findFirst()
                        .orElseThrow();
        return Files.move(path, aside);
    }

    private static void check(Path root, Path path, CheckpointOwner owner, boolean fresh)
            throws IOException {
        if (newest(path).isPresent()) {
            read(path.resolve(OWNER))
                    .flatMap(owner::refusal)
                    .ifPresent(
                            why -> {
                                throw new ConfigException(
                                        "the checkpoints in %s %s%s".formatted(path, why, FRESH));
                            });
        } else if (!fresh) {
            checkNobodys(root, path);
        }
    }

    /** Earlier versions put the checkpoints of all jobs side by side. */
    private static void checkNobodys(Path root, Path path) throws IOException {
        List<Path> nobodys;
        try (Stream<Path> folders = Files.list(root)) {
            nobodys =
                    folders.filter(folder -> isJob(folder) && newest(folder).isPresent()).toList();
        }
        if (!nobodys.isEmpty()) {
            throw new ConfigException(
                    ("nobody knows of which configuration the checkpoints in %s are, expected them in"
                                    + " a folder for each group and topic prefix; if they are of this"
                                    + " one, move %s into %s%s")
                            .formatted(root, nobodys.get(0).getFileName(), path, FRESH));
        }
    }

    private static boolean isJob(Path folder) {
        return String.valueOf(folder.getFileName()).matches("[0-9a-f]{32}");
    }

    private static Optional<Path> newest(Path path) {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(path, 3)) {
            return files.filter(file -> file.endsWith(CHECKPOINT))
                    .max(Comparator.comparing(CheckpointFolder::modified))
                    .map(Path::getParent);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoints in " + path + " unreadable", e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the file, somebody put the checkpoints there by hand, as the error told. */
    private static Optional<CheckpointOwner> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return Optional.of(CheckpointOwner.of(properties));
    }

    private static void write(Path file, CheckpointOwner owner) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            owner.toProperties().store(writer, "Whose checkpoints these are.");
        }
    }
}
