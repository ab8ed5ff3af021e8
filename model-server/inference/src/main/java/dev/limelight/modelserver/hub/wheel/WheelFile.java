package dev.limelight.modelserver.hub.wheel;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a wheel as its {@code RECORD} describes it.
 *
 * @param path in the wheel
 * @param sha256 in hexadecimal digits
 * @param size in octets
 */
record WheelFile(String path, String sha256, long size) {

    private static final Pattern LINE = Pattern.compile("(.+),sha256=([\\w-]{43}),(\\d{1,18})");

    /** Reads a line of a {@code RECORD}; empty for one without a checksum. */
    static Optional<WheelFile> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(
                        new WheelFile(
                                unquoted(matcher.group(1)),
                                hexadecimal(matcher.group(2)),
                                Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /** The folder that it is in, with a slash at its end; empty at the top. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Its name in that folder. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String hexadecimal(String base64) {
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(base64));
    }

    private static String unquoted(String field) {
        return field.startsWith("\"")
                ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                : field;
    }
}
