package dev.limelight.pipeline.translate.route;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.folder.BundleCard.Sizes;
import dev.limelight.modelserver.api.folder.BundleLanguages;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.modelserver.hub.BundleLocator.Located;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The translation models that are used where nobody names one: those that were pulled, then those
 * that ship, which are small. Of the pulled ones those come first that say which of their attention
 * aligns words, then larger ones. The job, {@code serve}, {@code translate} and {@code demo} all
 * ask here.
 *
 * <p>Of the Hugging Face cache only models for one pair of languages count: one of a hundred
 * languages would take every pair, and gigabytes. It is used where somebody names it.
 */
public final class ModelsAtHand {

    private static final Logger LOG = LoggerFactory.getLogger(ModelsAtHand.class);

    private static final Comparator<ModelFacts> BEST_FIRST =
            Comparator.<ModelFacts, Boolean>comparing(facts -> facts.alignment() == null)
                    .thenComparing(Comparator.comparingLong(ModelsAtHand::weights).reversed())
                    .thenComparing(ModelFacts::name);

    private ModelsAtHand() {}

    /** The models of this process, the best first; reads their small files, and loads none. */
    public static List<TranslationBundle> bundles() {
        return bundles(BundleLocator.ofProcess());
    }

    static List<TranslationBundle> bundles(BundleLocator locator) {
        Stream<ModelFacts> pulled =
                facts(locator.pulled()).filter(ModelsAtHand::isForOnePair).sorted(BEST_FIRST);
        return Stream.concat(pulled, facts(locator.shippedModels()))
                .map(TranslationBundle::of)
                .toList();
    }

    /**
     * The models of this process, and what they lead to.
     *
     * @param pivots ISO 639-1 codes of languages to go through where no model is for a pair
     */
    public static TranslationModels translations(List<String> pivots) {
        return new TranslationModels(bundles(), pivots);
    }

    private static Stream<ModelFacts> facts(List<Located> models) {
        return models.stream()
                .filter(located -> ModelFolder.isModel(located.folder()))
                .flatMap(located -> readable(located).stream());
    }

    /** One that is broken must not keep the others from being used. */
    private static Optional<ModelFacts> readable(Located located) {
        try {
            return Optional.of(ModelFolder.open(located.folder()).facts());
        } catch (ModelException e) {
            LOG.warn("the model {} is not used: {}", located.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isForOnePair(ModelFacts facts) {
        BundleLanguages languages = facts.languages();
        return languages.sources().size() == 1 && languages.targets().size() == 1;
    }

    /** About how many numbers its layers and its embeddings have. */
    private static long weights(ModelFacts facts) {
        Sizes sizes = facts.sizes();
        long attention = 4L * sizes.width() * sizes.width();
        long feedForward = 2L * sizes.width() * sizes.feedForward();
        return sizes.encoderLayers() * (attention + feedForward)
                + sizes.decoderLayers() * (2 * attention + feedForward)
                + (long) sizes.vocabulary() * sizes.width();
    }
}
