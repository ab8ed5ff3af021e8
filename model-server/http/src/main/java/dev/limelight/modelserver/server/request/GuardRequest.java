package dev.limelight.modelserver.server.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document to look at.
 *
 * @param id the document's id
 * @param text well-formed Unicode, not empty
 * @param language BCP 47; null to detect it
 * @param policy rules by detector that are stricter than the server's
 */
public record GuardRequest(
        String id, String text, @Nullable String language, Map<String, String> policy) {

    public GuardRequest {
        policy = Map.copyOf(policy);
    }
}
