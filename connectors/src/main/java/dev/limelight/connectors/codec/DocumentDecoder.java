package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.INVALID;
import static dev.limelight.connectors.record.DeadLetterCategory.MALFORMED;
import static dev.limelight.connectors.record.DeadLetterCategory.TOO_LARGE;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document out of an input record, strictly: a wrong type is refused, never converted, and
 * the text is never changed.
 *
 * <p>The value is a JSON object, or with the header {@code content-type: text/plain} or {@code
 * text/html} the text itself. The record key (UTF-8) stands in for a missing id. Whatever the bytes
 * are, the only exception is {@link BadDocumentException}, and the same record always gives the
 * same answer, so that a job may decode it again after a failure.
 *
 * <p>Immutable, thread-safe, needs no closing.
 */
public final class DocumentDecoder implements Serializable {
    /** The longest text that is taken when nothing else is configured, in code points. */
    public static final int DEFAULT_MAX_CHARACTERS = 1_000_000;

    /** The longest id, in code points. */
    public static final int MAX_ID_CHARACTERS = 1_000;

    private static final long serialVersionUID = 1L;
    private static final String NO_ID = "no id: expected a field \"id\" or a record key";

    private final int maxCharacters;

    /** A decoder that takes texts of up to {@link #DEFAULT_MAX_CHARACTERS}. */
    public DocumentDecoder() {
        this(DEFAULT_MAX_CHARACTERS);
    }

    /**
     * Creates a decoder.
     *
     * @param maxCharacters the longest text, in code points; a longer one is {@code too-large}
     */
    public DocumentDecoder(int maxCharacters) {
        if (maxCharacters < 1) {
            throw new IllegalArgumentException(
                    "maxCharacters is " + maxCharacters + ", expected at least 1");
        }
        this.maxCharacters = maxCharacters;
    }

    /**
     * Reads the record.
     *
     * @throws BadDocumentException if it is no document; category, id where known, and message are
     *     those of the dead letter to write
     */
    public DocumentRecord decode(InputRecord input) throws BadDocumentException {
        RecordKey key = RecordKey.of(input.key());
        try {
            return decode(input, key);
        } catch (BadDocumentException e) {
            if (e.documentId() != null) {
                throw e;
            }
            throw new BadDocumentException(
                    e.category(), key.usableId(), String.valueOf(e.getMessage()));
        }
    }

    /** The id that a record key stands for; null where it is none, not UTF-8, blank or too long. */
    public static @Nullable String idOf(byte @Nullable [] key) {
        return RecordKey.of(key).usableId();
    }

    /** Whether a record's text is HTML: its header {@code content-type} says {@code text/html}. */
    public static boolean isHtml(InputRecord input) {
        try {
            return ContentType.of(input.headers()) == ContentType.HTML;
        } catch (BadDocumentException e) {
            return false;
        }
    }

    private DocumentRecord decode(InputRecord input, RecordKey key) throws BadDocumentException {
        byte[] value = input.value();
        if (value == null) {
            throw bad(INVALID, null, "value is null (a tombstone), expected a document");
        }
        return switch (ContentType.of(input.headers())) {
            case TEXT, HTML -> decodeText(value, key);
            case JSON -> decodeJson(value, key);
        };
    }

    private DocumentRecord decodeText(byte[] value, RecordKey key) throws BadDocumentException {
        String id = checkId(key.id(), "record key", NO_ID);
        String text = checkText(id, utf8(value, id));
        return new DocumentRecord(id, text, null, null, null, null, Map.of());
    }

    private DocumentRecord decodeJson(byte[] value, RecordKey key) throws BadDocumentException {
        DocumentFields fields = DocumentJson.read(utf8(value, null));
        String id = id(fields, key);
        try {
            return new DocumentRecord(
                    id,
                    checkText(id, fields.text("text")),
                    fields.text("title"),
                    fields.text("language"),
                    tasks(fields),
                    fields.texts("targets"),
                    fields.map("metadata"));
        } catch (BadDocumentException e) {
            throw bad(e.category(), id, String.valueOf(e.getMessage()));
        }
    }

    private static String id(DocumentFields fields, RecordKey key) throws BadDocumentException {
        String id = fields.text("id");
        return id == null
                ? checkId(key.id(), "record key", NO_ID)
                : checkId(id, "field \"id\"", NO_ID);
    }

    private static @Nullable List<String> tasks(DocumentFields fields) throws BadDocumentException {
        List<String> tasks = fields.texts("tasks");
        if (tasks != null && tasks.isEmpty()) {
            throw bad(
                    INVALID,
                    null,
                    "field \"tasks\" is empty, expected at least one task or no field");
        }
        return tasks;
    }

    private static String checkId(@Nullable String id, String where, String whenMissing)
            throws BadDocumentException {
        if (id == null) {
            throw bad(INVALID, null, whenMissing);
        }
        String problem = idProblem(id);
        if (problem != null) {
            throw bad(INVALID, null, where + problem + ": " + Quoted.of(id));
        }
        return id;
    }

    /** What is wrong with an id, to follow the name of its place; null when nothing is. */
    static @Nullable String idProblem(String id) {
        if (Unicode.isBlank(id)) {
            return " is blank, expected an id";
        }
        if (Unicode.length(id) > MAX_ID_CHARACTERS) {
            return " has "
                    + Unicode.length(id)
                    + " characters, expected at most "
                    + MAX_ID_CHARACTERS;
        }
        return null;
    }

    private String checkText(String id, @Nullable String text) throws BadDocumentException {
        if (text == null) {
            throw bad(INVALID, id, "field \"text\" is missing or null, expected a string");
        }
        int length = Unicode.length(text);
        if (length > maxCharacters) {
            throw bad(
                    TOO_LARGE,
                    id,
                    "text has " + length + " characters, expected at most " + maxCharacters);
        }
        if (text.isEmpty()) {
            throw bad(INVALID, id, "text is empty, expected something to read");
        }
        if (Unicode.isBlank(text)) {
            throw bad(INVALID, id, blank(text, length));
        }
        return text;
    }

    private static String blank(String text, int length) {
        return "text is only white space and invisible characters ("
                + length
                + ", the first is "
                + Quoted.codePoint(text.codePointAt(0))
                + "), expected something to read";
    }

    private static String utf8(byte[] value, @Nullable String id) throws BadDocumentException {
        try {
            return Unicode.decodeUtf8(value);
        } catch (Unicode.MalformedUtf8Exception e) {
            throw bad(MALFORMED, id, "value is " + e.getMessage() + ", expected UTF-8 text");
        }
    }

    private static BadDocumentException bad(
            DeadLetterCategory category, @Nullable String id, String error) {
        return new BadDocumentException(category, id, error);
    }
}
