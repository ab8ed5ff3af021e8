package dev.limelight.modelserver.server.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document to summarize.
 *
 * @param id the document's id
 * @param text well-formed Unicode, not empty
 * @param language BCP 47; null to detect it
 * @param length sentences ({@code 3}) or a share of them ({@code 15%}); null for the default
 * @param method salience method; null for the default
 * @param model the one whose words it is in; null for the document's own sentences
 * @param metadata comes back in the summary
 * @param policy rules of the guard, by detector, that are stricter than the server's
 */
public record SummarizeRequest(
        String id,
        String text,
        @Nullable String language,
        @Nullable String length,
        @Nullable String method,
        @Nullable String model,
        Map<String, String> metadata,
        Map<String, String> policy) {

    public SummarizeRequest {
        metadata = Map.copyOf(metadata);
        policy = Map.copyOf(policy);
    }
}
