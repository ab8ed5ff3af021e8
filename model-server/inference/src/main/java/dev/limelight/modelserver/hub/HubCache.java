package dev.limelight.modelserver.hub;

import dev.limelight.modelserver.hub.fetch.Destination;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.SafeNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The cache of {@code huggingface_hub}: {@code models--org--name} with {@code blobs}, named by
 * entity tag, {@code snapshots/<commit>} with links to them, and {@code refs}, which say the commit
 * of a branch or tag. Safe for use by several processes: files appear by renaming.
 *
 * @param folder the cache
 */
public record HubCache(Path folder) {

    /** A model that has been fetched, one commit of it. */
    public record Snapshot(RepoId repo, String commit, Path folder) {}

    /** All that is there, by name and commit. */
    public List<Snapshot> snapshots() {
        return names(folder).stream()
                .flatMap(name -> RepoId.ofFolder(name).stream())
                .flatMap(repo -> snapshots(repo).stream())
                .toList();
    }

    /** The commits of a model that are there. */
    List<Snapshot> snapshots(RepoId repo) {
        return names(repoFolder(repo).resolve("snapshots")).stream()
                .filter(SafeNames::isCommit)
                .map(commit -> new Snapshot(repo, commit, snapshotFolder(repo, commit)))
                .toList();
    }

    /** The commit that a revision stood for when it was fetched last, if that is still there. */
    Optional<Snapshot> snapshot(RepoId repo, String revision) {
        return commit(repo, revision)
                .map(commit -> new Snapshot(repo, commit, snapshotFolder(repo, commit)))
                .filter(snapshot -> Files.isDirectory(snapshot.folder()));
    }

    Path snapshotFolder(RepoId repo, String commit) {
        return repoFolder(repo).resolve("snapshots").resolve(commit);
    }

    /** Remembers what a branch or tag stands for. */
    void writeRef(RepoId repo, String revision, String commit) throws IOException {
        if (revision.equals(commit) || commit(repo, revision).equals(Optional.of(commit))) {
            return;
        }
        Path ref = repoFolder(repo).resolve("refs").resolve(SafeNames.revision(revision));
        Path written = unique(ref);
        Files.createDirectories(ref.getParent());
        Files.writeString(written, commit);
        Files.move(written, ref, StandardCopyOption.ATOMIC_MOVE);
    }

    Destination destination(RepoId repo, String commit) {
        Path locks = folder.resolve(".locks").resolve(repo.folder());
        return new SnapshotDestination(
                snapshotFolder(repo, commit), repoFolder(repo).resolve("blobs"), locks);
    }

    private Optional<String> commit(RepoId repo, String revision) {
        if (SafeNames.isCommit(revision)) {
            return Optional.of(revision);
        }
        Path ref = repoFolder(repo).resolve("refs").resolve(SafeNames.revision(revision));
        try {
            return Files.isRegularFile(ref)
                    ? Optional.of(Files.readString(ref).strip()).filter(SafeNames::isCommit)
                    : Optional.empty();
        } catch (IOException e) {
            throw new HubException(ref + " cannot be read", e);
        }
    }

    private Path repoFolder(RepoId repo) {
        return folder.resolve(repo.folder());
    }

    /** The folders in a folder; none where there is no such folder. */
    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HubException(folder + " cannot be read", e);
        }
    }

    private static Path unique(Path path) {
        return path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    private record SnapshotDestination(Path folder, Path blobs, Path locks) implements Destination {

        /** What a commit holds never changes. */
        @Override
        public boolean isComplete(String name) {
            return Files.isRegularFile(folder.resolve(name));
        }

        @Override
        public boolean holds(String name, String etag) {
            return Files.isRegularFile(content(name, etag));
        }

        @Override
        public Path content(String name, String etag) {
            return blobs.resolve(etag);
        }

        @Override
        public Path incomplete(String name, String etag) {
            return blobs.resolve(etag + ".incomplete");
        }

        @Override
        public Path lock(String name, String etag) {
            return locks.resolve(etag + ".lock");
        }

        @Override
        public void publish(String name, String etag) throws IOException {
            Path pointer = folder.resolve(name);
            Path made = unique(pointer);
            Path home = Objects.requireNonNull(pointer.getParent(), "a file below the snapshot");
            Files.createDirectories(home);
            link(made, home, content(name, etag));
            Files.move(made, pointer, StandardCopyOption.ATOMIC_MOVE);
        }

        /** Relative, so that the cache can be moved; a copy where there are no links. */
        private static void link(Path made, Path home, Path blob) throws IOException {
            try {
                Files.createSymbolicLink(made, home.relativize(blob));
            } catch (UnsupportedOperationException e) {
                Files.copy(blob, made);
            }
        }
    }
}
