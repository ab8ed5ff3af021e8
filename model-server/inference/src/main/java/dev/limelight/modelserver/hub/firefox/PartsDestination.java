package dev.limelight.modelserver.hub.firefox;

import dev.limelight.modelserver.hub.fetch.Destination;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of packed files that wait to be unpacked. What is whole is not fetched again.
 *
 * @param folder the folder
 */
record PartsDestination(Path folder) implements Destination {

    @Override
    public boolean isComplete(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    @Override
    public boolean holds(String name, String etag) {
        return isComplete(name);
    }

    @Override
    public Path content(String name, String etag) {
        return folder.resolve(name);
    }

    @Override
    public Path incomplete(String name, String etag) {
        return folder.resolve(name + ".incomplete");
    }

    @Override
    public Path lock(String name, String etag) {
        return folder.resolve(name + ".lock");
    }

    @Override
    public void publish(String name, String etag) {}
}
