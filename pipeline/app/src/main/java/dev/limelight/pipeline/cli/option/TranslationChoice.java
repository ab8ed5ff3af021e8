package dev.limelight.pipeline.cli.option;

import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.translate.route.ModelsAtHand;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import dev.limelight.pipeline.translate.route.TranslationModels;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The translation models that a person can mean: those at hand, or the one that was named. */
public final class TranslationChoice {

    private final List<TranslationBundle> bundles;
    private final TranslationModels models;
    private final boolean isNamed;

    /**
     * A text, and models that lead from its language to the one that is wanted.
     *
     * @param document in the language that it is read as
     * @param models those at hand
     */
    public record Translatable(Document document, TranslationModels models) {}

    private TranslationChoice(
            List<TranslationBundle> bundles, List<String> pivots, boolean isNamed) {
        this.bundles = bundles;
        this.models = new TranslationModels(bundles, pivots);
        this.isNamed = isNamed;
    }

    /**
     * Looks for the models; loads none.
     *
     * @param model the one model to use, a folder or a name; null for any at hand
     * @param pivots the languages to go through
     * @throws UsageException if there is no such model
     */
    public static TranslationChoice of(@Nullable String model, List<String> pivots) {
        return Usage.checked(
                () ->
                        new TranslationChoice(
                                model == null ? ModelsAtHand.bundles() : List.of(named(model)),
                                pivots,
                                model != null));
    }

    private static TranslationBundle named(String model) {
        return TranslationBundle.read(BundleLocator.ofProcess().locate(model));
    }

    /**
     * The canonical form of a language to write. Where a person has said what the texts are in,
     * some model must write it; else a text may be in that language already.
     *
     * @param option where it was asked for
     * @param source BCP 47; null where nobody said it
     */
    public String target(String option, String tag, @Nullable String source) {
        String target =
                LanguageTags.canonical(tag)
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                "%s %s, expected %s"
                                                        .formatted(
                                                                option,
                                                                tag,
                                                                LanguageTags.EXPECTED)));
        boolean isItself = source == null || LanguageTags.isSame(source, target);
        if (!isItself && !writes(target)) {
            throw none("no model translates to " + target);
        }
        return target;
    }

    private boolean writes(String target) {
        boolean isForAll = isNamed && bundles.get(0).targets().isEmpty();
        return isForAll || models.writes(target);
    }

    /** The pairs of languages as the job's configuration has them. */
    public String configured() {
        return models.configured();
    }

    /** The languages to go through as the job's configuration has them. */
    public String configuredPivots() {
        return String.join(",", models.pivots());
    }

    /** Whether a person named the model. */
    public boolean isNamed() {
        return isNamed;
    }

    /**
     * A text with the models for it. A model that a person named, and that keeps its languages to
     * itself, is for all.
     *
     * @param isStated whether a person said what the text's language is
     * @throws UsageException if no model leads there
     */
    public Translatable translatable(Document document, boolean isStated, String target) {
        TranslationModels fitting = isNamed ? models.forWish(document.language(), target) : models;
        return fitting.readable(document, isStated, target)
                .map(read -> new Translatable(read, fitting))
                .orElseThrow(() -> none(document.language(), isStated, target));
    }

    /**
     * The one model that translates between two languages, without a third between them.
     *
     * @param source BCP 47; null for what a model that a person named reads
     * @param target likewise, writes
     * @throws UsageException if there is none
     */
    public TranslationBundle direct(@Nullable String source, @Nullable String target) {
        if (isNamed) {
            return bundles.get(0);
        }
        if (source == null || target == null) {
            throw none("nobody says which languages are meant; see --from and --to");
        }
        return models.routes()
                .model(source, target)
                .map(models::bundle)
                .orElseThrow(
                        () ->
                                none(
                                        "no model translates %s to %s at once"
                                                .formatted(source, target)));
    }

    private UsageException none(String source, boolean isStated, String target) {
        String hint = isStated ? "" : " (detected; see --from)";
        return none("no model translates %s to %s%s".formatted(source, target, hint));
    }

    private UsageException none(String what) {
        String there =
                bundles.stream().map(TranslationChoice::words).collect(Collectors.joining("; "));
        return new UsageException(
                there.isEmpty()
                        ? what + ": none is at hand; 'limelight models pull' gets some"
                        : "%s, expected %s; 'limelight models pull' gets others"
                                .formatted(what, there));
    }

    private static String words(TranslationBundle bundle) {
        return "%s to %s (%s)"
                .formatted(
                        String.join(", ", bundle.sources()),
                        String.join(", ", bundle.targets()),
                        BundleLocator.name(bundle.folder()));
    }
}
