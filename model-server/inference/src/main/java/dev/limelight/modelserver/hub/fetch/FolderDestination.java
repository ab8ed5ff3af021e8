package dev.limelight.modelserver.hub.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of the user's, as {@code hf download --local-dir} fills it: plain files, and what is not
 * finished under {@code .cache/huggingface/download}.
 *
 * @param folder the folder
 */
public record FolderDestination(Path folder) implements Destination {

    @Override
    public boolean isComplete(String name) {
        return false;
    }

    @Override
    public boolean holds(String name, String etag) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) && isVerified(file, etag);
    }

    /** A tag that is no checksum cannot tell whether the file is the same. */
    private static boolean isVerified(Path file, String etag) throws IOException {
        boolean isChecksum = etag.matches("[0-9a-f]{40}|[0-9a-f]{64}");
        return isChecksum && Checksums.of(file, etag).equals(etag);
    }

    @Override
    public Path content(String name, String etag) {
        return folder.resolve(name);
    }

    @Override
    public Path incomplete(String name, String etag) {
        return downloads().resolve(name + "." + etag + ".incomplete");
    }

    @Override
    public Path lock(String name, String etag) {
        return downloads().resolve(name + ".lock");
    }

    @Override
    public void publish(String name, String etag) {}

    private Path downloads() {
        return folder.resolve(".cache").resolve("huggingface").resolve("download");
    }
}
