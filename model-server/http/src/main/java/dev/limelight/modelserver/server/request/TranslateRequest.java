package dev.limelight.modelserver.server.request;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text to translate.
 *
 * @param id the document's id
 * @param text well-formed Unicode, not blank
 * @param source BCP 47; null to detect it
 * @param target BCP 47
 * @param policy rules of the guard, by detector, that are stricter than the server's
 * @param timeout how long the answer is waited for; more than zero
 * @param alternatives how many other translations are wanted at most, 0 for none
 */
public record TranslateRequest(
        String id,
        String text,
        @Nullable String source,
        String target,
        Map<String, String> policy,
        Duration timeout,
        int alternatives) {

    public TranslateRequest {
        policy = Map.copyOf(policy);
    }

    /** A text of which one translation is wanted, by the server's policy. */
    public TranslateRequest(
            String id, String text, @Nullable String source, String target, Duration timeout) {
        this(id, text, source, target, Map.of(), timeout, 0);
    }
}
