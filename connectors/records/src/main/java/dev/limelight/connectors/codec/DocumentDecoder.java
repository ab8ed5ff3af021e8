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
 * text/html} or another kind of text the text itself; {@link DocumentFormat} can say otherwise. The
 * record key (UTF-8) stands in for a missing id. Whatever the bytes are, the only exception is
 * {@link BadDocumentException}, and the same record always gives the same answer, so that a job may
 * decode it again after a failure.
 *
 * <p>Immutable, thread-safe, needs no closing.
 */
public final class DocumentDecoder implements Serializable {
    /** The longest text that is taken when nothing else is configured, in code points. */
    public static final int DEFAULT_MAX_CHARACTERS = 1_000_000;

    private static final long serialVersionUID = 1L;
    private static final String NO_KEY = "no id: expected a record key";
    private static final String SCHEMA_REGISTRY =
            "value begins with 0x00, as records of a schema registry (Avro, Protobuf) do, expected"
                    + " a JSON object: produce JSON without a schema registry";
    private static final String PLAIN_TEXT =
            "; for plain text, set the header content-type: text/plain, or the job's"
                    + " document.content-type=text/plain";

    private final int maxCharacters;
    private final DocumentFormat format;

    /** A decoder that takes texts of up to {@link #DEFAULT_MAX_CHARACTERS}. */
    public DocumentDecoder() {
        this(DEFAULT_MAX_CHARACTERS);
    }

    /** A decoder of documents as the contract has them. */
    public DocumentDecoder(int maxCharacters) {
        this(maxCharacters, DocumentFormat.DEFAULT);
    }

    /**
     * Creates a decoder.
     *
     * @param maxCharacters the longest text, in code points; a longer one is {@code too-large}
     * @param format how documents are written
     */
    public DocumentDecoder(int maxCharacters, DocumentFormat format) {
        if (maxCharacters < 1) {
            throw new IllegalArgumentException(
                    "maxCharacters is " + maxCharacters + ", expected at least 1");
        }
        this.maxCharacters = maxCharacters;
        this.format = format;
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

    private DocumentRecord decode(InputRecord input, RecordKey key) throws BadDocumentException {
        byte[] value = input.value();
        if (value == null) {
            throw bad(INVALID, null, "value is null (a tombstone), expected a document");
        }
        ContentType type = ContentType.of(input.headers(), format.contentType());
        return type.isText()
                ? decodeText(value, key, type)
                : decodeJson(value, key, ContentType.isSaid(input.headers()));
    }

    private DocumentRecord decodeText(byte[] value, RecordKey key, ContentType type)
            throws BadDocumentException {
        String id = checkId(key.id(), "record key", NO_KEY);
        String text = checkText(id, utf8(value, id));
        return new DocumentRecord(id, text, null, null, null, null, Map.of(), type.mediaType());
    }

    private DocumentRecord decodeJson(byte[] value, RecordKey key, boolean said)
            throws BadDocumentException {
        DocumentFields fields = fields(value, said);
        String id = id(fields, key);
        try {
            return new DocumentRecord(
                    id,
                    checkText(id, text(fields)),
                    fields.text("title"),
                    fields.text("language"),
                    tasks(fields),
                    fields.texts("targets"),
                    fields.map("metadata"));
        } catch (BadDocumentException e) {
            throw bad(e.category(), id, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The fields of a JSON document.
     *
     * @param said whether a header says that it is one; else it may be something else
     */
    private DocumentFields fields(byte[] value, boolean said) throws BadDocumentException {
        if (!said && value.length > 0 && value[0] == 0) {
            throw bad(MALFORMED, null, SCHEMA_REGISTRY);
        }
        try {
            return DocumentJson.read(utf8(value, null), format.fields());
        } catch (BadDocumentException e) {
            boolean text = !said && String.valueOf(e.getMessage()).startsWith("invalid JSON");
            throw text ? bad(MALFORMED, null, e.getMessage() + PLAIN_TEXT) : e;
        }
    }

    private static String id(DocumentFields fields, RecordKey key) throws BadDocumentException {
        String id = fields.text("id");
        String where = fields.where("id");
        return id == null
                ? checkId(key.id(), "record key", "no id: expected a " + where + " or a record key")
                : checkId(id, where, NO_KEY);
    }

    private static String text(DocumentFields fields) throws BadDocumentException {
        String text = fields.text("text");
        if (text == null) {
            throw bad(
                    INVALID, null, fields.where("text") + " is missing or null, expected a string");
        }
        return text;
    }

    private static @Nullable List<String> tasks(DocumentFields fields) throws BadDocumentException {
        List<String> tasks = fields.texts("tasks");
        if (tasks != null && tasks.isEmpty()) {
            throw bad(
                    INVALID,
                    null,
                    fields.where("tasks") + " is empty, expected at least one task or no field");
        }
        return tasks;
    }

    private static String checkId(@Nullable String id, String where, String whenMissing)
            throws BadDocumentException {
        if (id == null) {
            throw bad(INVALID, null, whenMissing);
        }
        String problem = RecordKey.idProblem(id);
        if (problem != null) {
            throw bad(INVALID, null, where + problem + ": " + Quoted.of(id));
        }
        return id;
    }

    private String checkText(String id, String text) throws BadDocumentException {
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
