package dev.limelight.connectors.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a review stands. */
public enum ReviewState {
    /** Nobody works on it. */
    PENDING,
    /** Somebody does, until their lease ends. */
    CLAIMED,
    /** A person has decided. */
    DECIDED,
    /** Nobody has decided in time. */
    EXPIRED;

    /** As written in JSON: {@code pending}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing changes it any more. */
    public boolean isEnd() {
        return this == DECIDED || this == EXPIRED;
    }
}
