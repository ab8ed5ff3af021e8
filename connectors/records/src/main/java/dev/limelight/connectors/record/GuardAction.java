package dev.limelight.connectors.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a policy wants done with a span that the guard has found. */
public enum GuardAction {
    /** It is reported. */
    FLAG,
    /** It is kept from the model. */
    MASK,
    /** The document gets no output. */
    QUARANTINE;

    /** As written in JSON: {@code flag}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The action of that name.
     *
     * @throws IllegalArgumentException naming what there is
     */
    public static GuardAction of(String wireName) {
        return Arrays.stream(values())
                .filter(action -> action.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "action '%s', expected off or one of %s"
                                                .formatted(wireName, names())));
    }

    private static String names() {
        return Arrays.stream(values()).map(GuardAction::wireName).collect(Collectors.joining(", "));
    }
}
