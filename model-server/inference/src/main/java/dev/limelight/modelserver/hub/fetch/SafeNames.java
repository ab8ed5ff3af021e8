package dev.limelight.modelserver.hub.fetch;

import java.util.List;
import java.util.regex.Pattern;

/** Names that become paths here. Those that a server or a user chose are checked first. */
public final class SafeNames {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern REVISION = Pattern.compile("[\\w][\\w./-]*");
    private static final Pattern ETAG = Pattern.compile("[\\w][\\w.-]{0,127}");
    private static final List<String> STEPS = List.of("", ".", "..");

    private SafeNames() {}

    /** Whether a text is a whole name of a commit. */
    public static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /** A commit as the server gave it. */
    public static String commit(String text) {
        if (!isCommit(text)) {
            throw new HubException(
                    "the server calls the commit '%s', expected 40 hexadecimal digits"
                            .formatted(text));
        }
        return text;
    }

    /** A branch, tag or commit as the user wrote it. */
    public static String revision(String text) {
        if (!REVISION.matcher(text).matches() || hasSteps(text)) {
            throw new IllegalArgumentException(
                    "revision '%s', expected a branch, a tag or a commit".formatted(text));
        }
        return text;
    }

    /** An entity tag without quotes. */
    public static String etag(String text) {
        if (!ETAG.matcher(text).matches() || text.contains("..")) {
            throw new HubException(
                    "the server's entity tag is '%s', expected letters and digits".formatted(text));
        }
        return text;
    }

    /** A file of a repository: relative, and below its folder. */
    public static String file(String name) {
        boolean isOdd = name.chars().anyMatch(c -> c < ' ' || c == '\\' || c == ':');
        if (isOdd || hasSteps(name)) {
            throw new HubException(
                    "the server names a file '%s', expected a path below the repository"
                            .formatted(name));
        }
        return name;
    }

    private static boolean hasSteps(String path) {
        return List.of(path.split("/", -1)).stream().anyMatch(STEPS::contains);
    }
}
