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
        return text == null || DocumentDecoder.idProblem(text) != null ? null : text;
    }
}
