package dev.limelight.pipeline.review;

import java.util.Arrays;
import java.util.Locale;

/** Which outputs of a route are held for a person. */
public enum ReviewMode {
    /** None. */
    OFF,
    /** A sample. */
    SAMPLE,
    /** Those above the risk, those with a hard flag, and a sample of the others. */
    HOLD,
    /** All. */
    ALL;

    /** The names, for messages. */
    public static final String EXPECTED = "off, sample, hold or all";

    /**
     * The mode of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ReviewMode named(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mode " + name));
    }

    /** As a configuration has it: {@code hold}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
