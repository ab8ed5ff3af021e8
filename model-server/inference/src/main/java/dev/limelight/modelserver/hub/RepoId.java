package dev.limelight.modelserver.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a model on the hub, {@code org/name}, or {@code name} for the oldest ones.
 *
 * @param name as people write it
 */
public record RepoId(String name) {

    private static final String FOLDER = "models--";
    private static final String SLASH = "--";
    private static final int LONGEST = 96;
    private static final Pattern ALLOWED = Pattern.compile("[\\w.-]+(/[\\w.-]+)?");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when the hub allows no such name
     */
    public RepoId {
        if (!isAllowed(name)) {
            throw new IllegalArgumentException(
                    "repository '%s', expected org/name of letters, digits, - _ and ."
                            .formatted(name));
        }
    }

    /** Whether the hub allows that name; a name that passes is safe in a path. */
    static boolean isAllowed(String name) {
        Matcher matcher = ALLOWED.matcher(name);
        return matcher.matches()
                && name.length() <= LONGEST
                && !name.contains("..")
                && !name.contains(SLASH)
                && !name.matches("(.*/)?[.-].*|.*[.-](/.*)?");
    }

    /** The folder of the cache that holds it. */
    String folder() {
        return FOLDER + name.replace("/", SLASH);
    }

    /** The model that a folder of the cache holds. */
    static Optional<RepoId> ofFolder(String folder) {
        String name = folder.replaceFirst("^" + FOLDER, "").replace(SLASH, "/");
        return folder.startsWith(FOLDER) && isAllowed(name)
                ? Optional.of(new RepoId(name))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
