package dev.limelight.connectors.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of an alert. */
public enum AlertKind {
    /** A model that was asked for is not used; the one before goes on. */
    MODEL_REFUSED,
    /** A model that was in use cannot be loaded any more; the configured one is used. */
    MODEL_LOST,
    /** Kafka ended a transaction of results before it could be committed; they are gone. */
    RESULTS_LOST,
    /** A decision on a review that changes nothing, and why. */
    DECISION_REFUSED,
    /** More outputs wait for a person than the job may hold. */
    REVIEWS_FULL;

    /** As written in JSON: {@code model-refused}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
