package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.INVALID;

import dev.limelight.connectors.codec.format.PassedHeaders;
import dev.limelight.connectors.record.RecordHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The content type of a record's value, which says how it is decoded. */
public enum ContentType {
    /** The text itself. */
    TEXT("text/plain"),
    /** A page of HTML. */
    HTML("text/html"),
    /** Markdown. */
    MARKDOWN("text/markdown"),
    /** A JSON object with a document's fields. */
    JSON("application/json");

    /** What {@link #named} takes, for messages. */
    public static final String EXPECTED =
            Arrays.stream(values())
                    .map(ContentType::mediaType)
                    .collect(Collectors.joining(", "))
                    .replace(", " + JSON.mediaType, " or " + JSON.mediaType);

    /** The types that say no more than that there is a value. */
    private static final List<String> SILENT = List.of("", "application/octet-stream");

    private static final List<String> JSON_TYPES = List.of("application/json", "text/json");

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What the header says of it. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether a value is the text of a document and nothing else. */
    public boolean isText() {
        return this != JSON;
    }

    /**
     * The type that a configuration names, in any letter case.
     *
     * @throws IllegalArgumentException if it is none of {@link #EXPECTED}
     */
    public static ContentType named(String type) {
        ContentType found = of(type.strip().toLowerCase(Locale.ROOT));
        if (found == null) {
            throw new IllegalArgumentException(
                    "content type %s, expected %s".formatted(type, EXPECTED));
        }
        return found;
    }

    /** Whether a header says what the value is. */
    static boolean isSaid(List<RecordHeader> headers) {
        return !SILENT.contains(type(header(headers)));
    }

    /**
     * Reads the header; of several the last counts. Names and values ignore case.
     *
     * @param otherwise what it is where no header says it
     */
    static ContentType of(List<RecordHeader> headers, ContentType otherwise)
            throws BadDocumentException {
        String header = header(headers);
        checkCharset(header);
        ContentType found = isSaid(headers) ? of(type(header)) : otherwise;
        if (found == null) {
            throw wrong(header, EXPECTED);
        }
        return found;
    }

    private static @Nullable ContentType of(String type) {
        if (JSON_TYPES.contains(type) || type.endsWith("+json")) {
            return JSON;
        }
        return Arrays.stream(values())
                .filter(each -> each.mediaType.equals(type))
                .findFirst()
                .orElse(null);
    }

    private static String type(String header) {
        return header.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String header(List<RecordHeader> headers) {
        String found = "";
        for (RecordHeader header : headers) {
            if (header.name().equalsIgnoreCase(PassedHeaders.CONTENT_TYPE)) {
                found = Objects.requireNonNullElse(header.value(), "");
            }
        }
        return found;
    }

    private static void checkCharset(String header) throws BadDocumentException {
        List<String> parts = Arrays.asList(header.split(";", -1));
        for (String parameter : parts.subList(1, parts.size())) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("charset")) {
                checkCharset(header, pair[1].strip().replace("\"", ""));
            }
        }
    }

    private static void checkCharset(String header, String charset) throws BadDocumentException {
        boolean utf8 =
                List.of("utf-8", "utf8", "us-ascii", "ascii")
                        .contains(charset.toLowerCase(Locale.ROOT));
        if (!utf8) {
            throw wrong(header, "charset utf-8");
        }
    }

    private static BadDocumentException wrong(String header, String expected) {
        String error = "header content-type is " + Quoted.of(header) + ", expected " + expected;
        return new BadDocumentException(INVALID, null, error);
    }
}
