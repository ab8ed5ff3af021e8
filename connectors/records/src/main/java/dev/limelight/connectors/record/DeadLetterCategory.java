package dev.limelight.connectors.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The reason why a document got no result. */
public enum DeadLetterCategory {
    /** The bytes are not what the content type says. */
    MALFORMED,
    /** Well-formed, but a field is missing, empty or of the wrong kind. */
    INVALID,
    /** The document's language is not one. */
    UNSUPPORTED_LANGUAGE,
    /** The document, or its result, is above a limit. */
    TOO_LARGE,
    /** The model failed on it. */
    MODEL_ERROR,
    /** It was not done in time. */
    TIMEOUT,
    /** The guard found something in it, and the policy gives no output then. */
    QUARANTINED,
    /** A person has refused the output. */
    REJECTED,
    /** Nobody has decided on the output in time. */
    EXPIRED;

    /** As written in JSON: {@code too-large}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
