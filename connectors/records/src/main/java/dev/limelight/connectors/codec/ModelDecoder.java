package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.INVALID;
import static dev.limelight.connectors.record.DeadLetterCategory.MALFORMED;

import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.ModelRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model record, as strictly as {@link DocumentDecoder} reads a document. The record key
 * replaces a missing alias; if both are present they must be equal, because Kafka compacts by the
 * key. Thread-safe.
 */
public final class ModelDecoder {

    private ModelDecoder() {}

    /** The alias that a record's key names; null where there is none, or one that can be none. */
    public static @Nullable String aliasOf(InputRecord input) {
        return DocumentDecoder.idOf(input.key());
    }

    /**
     * Reads the record; one with a null value has nothing to read.
     *
     * @throws BadDocumentException if it is no model record, with the category and what was
     *     expected
     */
    public static ModelRecord decode(InputRecord input) throws BadDocumentException {
        DocumentFields fields = DocumentJson.readModel(utf8(input.value()));
        String path = text(fields, "path");
        String repository = text(fields, "repository");
        if ((path == null) == (repository == null)) {
            throw bad(
                    "%s of the fields \"path\" and \"repository\" %s there, expected one"
                            .formatted(
                                    path == null ? "none" : "both", path == null ? "is" : "are"));
        }
        return new ModelRecord(
                alias(fields.text("alias"), input), path, repository, text(fields, "revision"));
    }

    private static String alias(@Nullable String alias, InputRecord input)
            throws BadDocumentException {
        String key = RecordKey.of(input.key()).id();
        if (alias != null && key != null && !alias.equals(key)) {
            throw bad(
                    "alias %s under the key %s, expected the same: the topic is compacted by the key"
                            .formatted(Quoted.of(alias), Quoted.of(key)));
        }
        String said = alias == null ? key : alias;
        if (said == null || RecordKey.idProblem(said) != null) {
            throw bad("no alias: expected a record key or a field \"alias\"");
        }
        return said;
    }

    private static @Nullable String text(DocumentFields fields, String name)
            throws BadDocumentException {
        String text = fields.text(name);
        if (text != null && Unicode.isBlank(text)) {
            throw bad("field " + Quoted.of(name) + " is blank, expected a text or no field");
        }
        return text;
    }

    private static String utf8(byte @Nullable [] value) throws BadDocumentException {
        try {
            return value == null ? "" : Unicode.decodeUtf8(value);
        } catch (Unicode.MalformedUtf8Exception e) {
            throw new BadDocumentException(
                    MALFORMED, null, "value is " + e.getMessage() + ", expected UTF-8 text");
        }
    }

    private static BadDocumentException bad(String error) {
        return new BadDocumentException(INVALID, null, error);
    }
}
