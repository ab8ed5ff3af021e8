package dev.limelight.pipeline.document;

import dev.limelight.pipeline.language.LanguageTags;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which model translates from which language into which. Immutable and thread-safe.
 *
 * @param models folder of a bundle by pair of ISO 639-1 codes, {@code en-de}
 * @param targets BCP 47 tags of what a document is translated into that does not say
 * @param pivots ISO 639-1 codes of languages to go through, the first that leads there, where no
 *     model is for a pair
 */
public record Routes(Map<String, String> models, List<String> targets, List<String> pivots)
        implements Serializable {

    /**
     * A way from one language into another.
     *
     * @param source BCP 47
     * @param target BCP 47
     * @param folder of the bundle
     */
    public record Hop(String source, String target, String folder) {

        /** The pair of its languages, {@code en-de}. */
        public String pair() {
            return Routes.pair(source, target);
        }
    }

    /** No translation. */
    public static final Routes NONE = new Routes(Map.of(), List.of());

    /** Without languages to go through. */
    public Routes(Map<String, String> models, List<String> targets) {
        this(models, targets, List.of());
    }

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
        pivots = List.copyOf(pivots);
    }

    /** The bundle for two BCP 47 tags; regions and scripts do not count. */
    public Optional<String> model(String source, String target) {
        return Optional.ofNullable(models.get(pair(source, target)));
    }

    /** The way from one language into another: one hop, two through a pivot, or none. */
    public List<Hop> hops(String source, String target) {
        Optional<Hop> direct = hop(source, target);
        if (direct.isPresent() || pair(source, target).equals(pair(target, source))) {
            return direct.stream().toList();
        }
        return pivots.stream()
                .map(pivot -> through(source, pivot, target))
                .filter(hops -> hops.size() > 1)
                .findFirst()
                .orElse(List.of());
    }

    /**
     * Whether a document gets a translation: models lead there, or it is in that language already.
     */
    public boolean leads(String source, String target) {
        boolean same = !models.isEmpty() && LanguageTags.isSame(source, target);
        return same || !hops(source, target).isEmpty();
    }

    private List<Hop> through(String source, String pivot, String target) {
        return Stream.of(hop(source, pivot), hop(pivot, target)).flatMap(Optional::stream).toList();
    }

    private Optional<Hop> hop(String source, String target) {
        return model(source, target).map(folder -> new Hop(source, target, folder));
    }

    /** The pairs as a reader sees them in an error. */
    public String expected() {
        return models.isEmpty()
                ? "none, no model is configured"
                : "one of " + models.keySet() + through();
    }

    private String through() {
        return pivots.isEmpty() ? "" : ", or two of them through one of " + pivots;
    }

    /** The pair of two BCP 47 tags, {@code en-de}. */
    public static String pair(String source, String target) {
        return LanguageTags.language(source) + "-" + LanguageTags.language(target);
    }
}
