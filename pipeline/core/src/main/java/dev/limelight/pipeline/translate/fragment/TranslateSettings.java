package dev.limelight.pipeline.translate.fragment;

import dev.limelight.pipeline.translate.signals.Thresholds;
import java.io.Serializable;
import java.time.Duration;

/**
 * The settings of translation.
 *
 * @param generation a JSON object by the names of {@code generation_config.json}; {@code {}} for
 *     the bundle's own settings
 * @param timeout for each request; zero for none
 * @param inFlight the most requests of a document that wait for the model at a time; bounds memory,
 *     and must be large enough to fill its batches
 * @param longest the most tokens of a request; a longer sentence is divided, as one above the
 *     model's own limit is. Models translate well what is about as long as what they were trained
 *     on.
 * @param thresholds from where on a signal is a flag
 * @param group names the documents that take turns at the model with others together, such as those
 *     of one request; empty where each document takes turns by itself
 */
public record TranslateSettings(
        String generation,
        Duration timeout,
        int inFlight,
        int longest,
        Thresholds thresholds,
        String group)
        implements Serializable {

    private static final int IN_FLIGHT = 128;
    private static final int LONGEST = 120;

    /** The bundle's settings, no timeout, 128 requests of at most 120 tokens. */
    public static final TranslateSettings DEFAULT =
            new TranslateSettings("{}", Duration.ZERO, IN_FLIGHT, LONGEST, Thresholds.DEFAULT, "");

    public TranslateSettings {
        if (inFlight < 1 || longest < 1) {
            throw new IllegalArgumentException(
                    "inFlight %d and longest %d, expected 1 or more".formatted(inFlight, longest));
        }
    }

    /** Likewise, with other generation settings. */
    public TranslateSettings withGeneration(String json) {
        return new TranslateSettings(json, timeout, inFlight, longest, thresholds, group);
    }

    /** Likewise, with flags from elsewhere on. */
    public TranslateSettings withThresholds(Thresholds from) {
        return new TranslateSettings(generation, timeout, inFlight, longest, from, group);
    }

    /** Likewise, with another bound on the requests at a time. */
    public TranslateSettings withInFlight(int requests) {
        return new TranslateSettings(generation, timeout, requests, longest, thresholds, group);
    }

    /** Likewise, with another time for each request. */
    public TranslateSettings withTimeout(Duration limit) {
        return new TranslateSettings(generation, limit, inFlight, longest, thresholds, group);
    }

    /** Likewise, with documents that take turns together. */
    public TranslateSettings withGroup(String name) {
        return new TranslateSettings(generation, timeout, inFlight, longest, thresholds, name);
    }
}
