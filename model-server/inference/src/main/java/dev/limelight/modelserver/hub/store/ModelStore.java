package dev.limelight.modelserver.hub.store;

import dev.limelight.modelserver.hub.fetch.Environment;
import dev.limelight.modelserver.hub.fetch.HubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of the models that were pulled from elsewhere than the hub, each in a folder that is
 * named as people call it. Safe for use by several processes: a model appears whole.
 *
 * @param folder of the models; need not exist
 */
public record ModelStore(Path folder) {

    /** Sets the user's folder of Limelight's caches. */
    public static final String VARIABLE = "LIMELIGHT_CACHE";

    /** Counts before {@link #VARIABLE}. */
    private static final String PROPERTY = "limelight.cache";

    private static final String HIDDEN = ".";

    /**
     * That of this process: {@code models} in the folder that {@code LIMELIGHT_CACHE} names, else
     * in {@code ~/.cache/limelight}.
     */
    public static ModelStore ofProcess() {
        Environment environment = Environment.ofProcess();
        Path usual = environment.caches().resolve("limelight");
        Path cache = environment.path(VARIABLE, usual);
        return new ModelStore(
                Path.of(System.getProperty(PROPERTY, cache.toString())).resolve("models"));
    }

    /** The names of the models that are there, in order. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith(HIDDEN))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HubException(folder + " cannot be read", e);
        }
    }

    /** Where a model of that name lies, or will lie. */
    public Path model(String name) {
        return folder.resolve(name);
    }

    /**
     * Whether a model is there, and a file in it has a content.
     *
     * @param sha256 of the file in hexadecimal digits
     */
    public boolean holds(String name, String file, String sha256) {
        Path sums = model(name).resolve(PulledModel.SUMS);
        try {
            return Files.isRegularFile(sums)
                    && Files.readAllLines(sums).contains(sha256 + "  " + file);
        } catch (IOException e) {
            return false;
        }
    }

    /** Where a download that broke off is kept, so that the next one goes on; made on request. */
    public Path downloads(String key) {
        return hidden().resolve(key);
    }

    /** On the same file system as the models, so that they can be moved at once. */
    Path hidden() {
        return folder.resolve(HIDDEN + "incomplete");
    }
}
