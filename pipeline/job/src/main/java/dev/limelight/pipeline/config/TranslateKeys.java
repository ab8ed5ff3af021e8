package dev.limelight.pipeline.config;

import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.ModelsAtHand;
import dev.limelight.pipeline.translate.route.TranslationConfig;
import dev.limelight.pipeline.translate.route.TranslationModels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The keys under {@code translate.}. */
final class TranslateKeys {

    private static final String MODELS =
            "pairs of languages with the folders of their bundles, such as en-de=/models/en-de, each"
                    + " pair once, with commas between them";

    private TranslateKeys() {}

    static TranslationConfig read(Settings settings) {
        return new TranslationConfig(
                routes(settings),
                TranslateSettings.DEFAULT
                        .withGeneration(settings.object("translate.generation"))
                        .withThresholds(FlagKeys.read(settings)),
                settings.integer("translate.threads", 0, 0),
                settings.integer("translate.batch-tokens", 2048, 1),
                settings.integer("translate.parallelism", 1, 1),
                settings.integer("translate.documents", 4, 1),
                settings.duration("translate.timeout", Duration.ofMinutes(30)));
    }

    /** Where languages are wanted and no models are named, those at hand lead there. */
    private static Routes routes(Settings settings) {
        Optional<Map<String, String>> models =
                settings.read(
                        "translate.models",
                        Optional.empty(),
                        value -> Optional.of(models(value)),
                        MODELS);
        List<String> targets =
                settings.read(
                        "translate.targets",
                        List.of(),
                        TranslateKeys::targets,
                        "BCP 47 tags with commas between them");
        Optional<List<String>> pivots =
                settings.read(
                        "translate.pivots",
                        Optional.empty(),
                        value -> Optional.of(TranslationModels.pivots(value)),
                        TranslationModels.PIVOTS_EXPECTED);
        if (models.isEmpty() && !targets.isEmpty()) {
            List<String> usual = TranslationModels.pivots(TranslationModels.DEFAULT_PIVOTS);
            return ModelsAtHand.translations(pivots.orElse(usual)).leadingTo(targets);
        }
        Map<String, String> named = models.orElse(Map.of());
        return new Routes(named, targets, checked(pivots.orElse(List.of()), named));
    }

    private static List<String> checked(List<String> pivots, Map<String, String> models) {
        for (String pivot : pivots) {
            boolean into = models.keySet().stream().anyMatch(pair -> pair.endsWith("-" + pivot));
            boolean from = models.keySet().stream().anyMatch(pair -> pair.startsWith(pivot + "-"));
            if (!into || !from) {
                throw new ConfigException(
                        "translate.pivots = %s, expected languages that models of translate.models"
                                        .formatted(pivot)
                                + " both write and read; they are for %s"
                                        .formatted(models.keySet()));
            }
        }
        return pivots;
    }

    private static Map<String, String> models(String value) {
        var models = new TreeMap<String, String>();
        items(value)
                .forEach(
                        item -> {
                            String[] parts = item.split("=", 2);
                            if (parts.length < 2 || parts[1].isBlank()) {
                                throw new IllegalArgumentException("no folder in " + item);
                            }
                            if (models.put(parts[0].strip(), parts[1].strip()) != null) {
                                throw new IllegalArgumentException("twice " + parts[0]);
                            }
                        });
        return new Routes(models, List.of()).models();
    }

    private static List<String> targets(String value) {
        return LanguageTags.distinct(items(value).map(TranslateKeys::canonical).toList());
    }

    private static String canonical(String tag) {
        return LanguageTags.canonical(tag)
                .orElseThrow(() -> new IllegalArgumentException("no language " + tag));
    }

    private static Stream<String> items(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).filter(item -> !item.isEmpty());
    }
}
