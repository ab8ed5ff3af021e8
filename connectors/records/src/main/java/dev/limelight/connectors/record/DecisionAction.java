package dev.limelight.connectors.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person does with a review. */
public enum DecisionAction {
    /** Keeps others from deciding for a while; once more, it renews that. */
    CLAIM,
    /** Gives a claim back. */
    RELEASE,
    /** Lets the output go out as it is. */
    APPROVE,
    /** Lets it go out with another text. */
    EDIT,
    /** Lets it not go out; the document gets a dead letter. */
    REJECT,
    /** Takes a claim away, whoever has it, and lets the time to decide begin anew. */
    REOPEN;

    /** As written in JSON: {@code approve}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it ends a review. */
    public boolean isFinal() {
        return this == APPROVE || this == EDIT || this == REJECT;
    }
}
