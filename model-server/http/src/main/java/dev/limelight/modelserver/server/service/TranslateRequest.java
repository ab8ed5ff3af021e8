package dev.limelight.modelserver.server.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A text to translate.
 *
 * @param id the document's id
 * @param text well-formed Unicode, not blank
 * @param source BCP 47; null to detect it
 * @param target BCP 47
 * @param timeout how long the answer is waited for; more than zero
 * @param alternatives how many other translations are wanted at most, 0 for none
 */
public record TranslateRequest(
        String id,
        String text,
        @Nullable String source,
        String target,
        Duration timeout,
        int alternatives) {

    /** A text of which one translation is wanted. */
    public TranslateRequest(
            String id, String text, @Nullable String source, String target, Duration timeout) {
        this(id, text, source, target, timeout, 0);
    }
}
