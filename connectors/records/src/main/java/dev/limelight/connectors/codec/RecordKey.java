package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.MALFORMED;

import org.jspecify.annotations.Nullable;

/**
 * A record's key, decoded only on demand: a broken key does not matter for a document that has an
 * id.
 *
 * @param text the key; null when there is none or it is not UTF-8
 * @param problem why it is not UTF-8; null when it is
 */
record RecordKey(@Nullable String text, @Nullable String problem) {

    /** The longest id, in code points. */
    private static final int MAX_ID_CHARACTERS = 1_000;

    static RecordKey of(byte @Nullable [] key) {
        if (key == null) {
            return new RecordKey(null, null);
        }
        try {
            return new RecordKey(Unicode.decodeUtf8(key), null);
        } catch (Unicode.MalformedUtf8Exception e) {
            return new RecordKey(null, e.getMessage());
        }
    }

    /** The key as an id, unchecked; null when there is no key. */
    @Nullable String id() throws BadDocumentException {
        if (problem != null) {
            throw new BadDocumentException(
                    MALFORMED,
                    null,
                    "record key is " + problem + ", expected UTF-8 text as the id");
        }
        return text;
    }

    /** The key where it can name the document in a dead letter. */
    @Nullable String usableId() {
        return text == null || idProblem(text) != null ? null : text;
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
}
