package dev.limelight.pipeline.document;

import dev.limelight.pipeline.language.LanguageTags;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which model translates from which language into which. Immutable and thread-safe.
 *
 * @param models folder of a bundle by pair of ISO 639-1 codes, {@code en-de}
 * @param targets BCP 47 tags of what a document is translated into that does not say
 */
public record Routes(Map<String, String> models, List<String> targets) implements Serializable {

    /** No translation. */
    public static final Routes NONE = new Routes(Map.of(), List.of());

    /**
     * @throws IllegalArgumentException for a pair that is none
     */
    public Routes {
        models.keySet().stream()
                .filter(pair -> !pair.matches("[a-z]{2,3}-[a-z]{2,3}"))
                .findFirst()
                .ifPresent(
                        pair -> {
                            throw new IllegalArgumentException(
                                    "language pair %s, expected one such as en-de".formatted(pair));
                        });
        models = new TreeMap<>(models);
        targets = List.copyOf(targets);
    }

    /** The bundle for two BCP 47 tags; regions and scripts do not count. */
    public Optional<String> model(String source, String target) {
        return Optional.ofNullable(models.get(pair(source, target)));
    }

    /** The pairs as a reader sees them in an error. */
    String expected() {
        return models.isEmpty() ? "none, no model is configured" : "one of " + models.keySet();
    }

    /** The pair of two BCP 47 tags, {@code en-de}. */
    public static String pair(String source, String target) {
        return LanguageTags.language(source) + "-" + LanguageTags.language(target);
    }
}
