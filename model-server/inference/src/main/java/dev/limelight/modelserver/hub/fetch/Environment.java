package dev.limelight.modelserver.hub.fetch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables of a process, read as Python's {@code huggingface_hub} reads them. An
 * empty variable counts as none.
 *
 * @param variables by name
 * @param userHome what {@code ~} stands for
 */
public record Environment(Map<String, String> variables, Path userHome) {

    private static final Set<String> YES = Set.of("1", "ON", "YES", "TRUE");

    /** Those of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /** The value of a variable without white space around it. */
    public String text(String name, String fallback) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? fallback : value;
    }

    /** A variable as a path, in which a leading {@code ~} is the user's home. */
    public Path path(String name, Path fallback) {
        String value = text(name, fallback.toString());
        return value.equals("~") || value.startsWith("~/")
                ? userHome.resolve(value.substring(Math.min(2, value.length())))
                : Path.of(value);
    }

    /** Whether a variable says yes: {@code 1}, {@code on}, {@code yes} or {@code true}. */
    public boolean isYes(String name) {
        return YES.contains(text(name, "").toUpperCase(Locale.ROOT));
    }

    /** The folder of the user's caches, {@code XDG_CACHE_HOME} or {@code ~/.cache}. */
    public Path caches() {
        return path("XDG_CACHE_HOME", userHome.resolve(".cache"));
    }
}
