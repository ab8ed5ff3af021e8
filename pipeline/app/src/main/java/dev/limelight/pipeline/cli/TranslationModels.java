package dev.limelight.pipeline.cli;

import dev.limelight.modelserver.Bundles;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.translate.TranslationBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the translation models on this machine, and chooses one for a pair of languages. */
public final class TranslationModels {

    private final Path folder;
    private final List<TranslationBundle> bundles;
    private final boolean chosen;

    /**
     * @param folder where the folders of models lie
     * @param model the one model to use, a folder or a name; null for any in {@code folder}
     */
    TranslationModels(Path folder, @Nullable String model) {
        this.folder = folder;
        this.chosen = model != null;
        this.bundles =
                Usage.checked(
                        () ->
                                model == null
                                        ? TranslationBundle.in(folder)
                                        : List.of(chosen(model)));
    }

    /** A model that keeps its languages to itself may have a tokenizer that knows them. */
    private static TranslationBundle chosen(String model) {
        Path folder = BundleLocator.ofProcess().locate(model);
        TranslationBundle bundle = TranslationBundle.read(folder);
        return bundle.sources().isEmpty() || bundle.targets().isEmpty()
                ? bundle.withLanguages(Bundles.languages(folder))
                : bundle;
    }

    /** The pairs of languages that the models in a folder translate, as the job's configuration. */
    public static String routes(Path folder) {
        return TranslationBundle.in(folder).stream()
                .flatMap(TranslationModels::routes)
                .collect(Collectors.joining(","));
    }

    private static Stream<String> routes(TranslationBundle bundle) {
        return bundle.sources().stream()
                .flatMap(
                        from ->
                                bundle.targets().stream()
                                        .map(to -> route(from, to, bundle.folder())));
    }

    private static String route(String from, String to, Path folder) {
        return "%s-%s=%s".formatted(LanguageTags.language(from), LanguageTags.language(to), folder);
    }

    /**
     * The canonical form of a language to write that some model has.
     *
     * @param option where it was asked for
     */
    String target(String option, String tag) {
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
        if (bundles.stream().noneMatch(bundle -> fitsTarget(bundle, target))) {
            throw none("no model translates to " + target);
        }
        return target;
    }

    /**
     * The model for a document and a language.
     *
     * @param said whether a person said what the document's language is
     */
    TranslationBundle forDocument(Document document, boolean said, String target) {
        String source = document.language();
        return bundles.stream()
                .filter(bundle -> fitsTarget(bundle, target))
                .filter(bundle -> fitsSource(bundle, document, said))
                .findFirst()
                .orElseThrow(
                        () ->
                                none(
                                        "no model translates %s to %s%s"
                                                .formatted(
                                                        source,
                                                        target,
                                                        said ? "" : " (detected; see --from)")));
    }

    /** A model that was chosen by its folder may keep its languages to itself. */
    private boolean fitsSource(TranslationBundle bundle, Document document, boolean said) {
        return bundle.readsAs(document, said).isPresent() || (chosen && bundle.sources().isEmpty());
    }

    private boolean fitsTarget(TranslationBundle bundle, String target) {
        return bundle.writes(target) || (chosen && bundle.targets().isEmpty());
    }

    private UsageException none(String what) {
        String there =
                bundles.stream()
                        .map(
                                bundle ->
                                        "%s to %s (%s)"
                                                .formatted(
                                                        String.join(", ", bundle.sources()),
                                                        String.join(", ", bundle.targets()),
                                                        BundleLocator.name(bundle.folder())))
                        .collect(Collectors.joining("; "));
        return new UsageException(
                there.isEmpty()
                        ? "%s: none is in %s; name a folder with --model".formatted(what, folder)
                        : "%s, expected %s".formatted(what, there));
    }
}
