package dev.limelight.pipeline.cli;

import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.translate.TranslationBundle;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private static TranslationBundle chosen(String model) {
        return TranslationBundle.read(BundleLocator.ofProcess().locate(model));
    }

    /**
     * The pairs of languages that the models in a folder translate, as the job's configuration; of
     * two models for a pair the first.
     */
    public static String routes(Path folder) {
        Map<String, Path> routes = new LinkedHashMap<>();
        for (TranslationBundle bundle : TranslationBundle.in(folder)) {
            for (String from : codes(bundle.sources())) {
                codes(bundle.targets()).stream()
                        .filter(to -> !to.equals(from))
                        .forEach(to -> routes.putIfAbsent(from + "-" + to, bundle.folder()));
            }
        }
        return routes.entrySet().stream()
                .map(route -> route.getKey() + "=" + route.getValue())
                .collect(Collectors.joining(","));
    }

    /** The languages of tags, each once: {@code zh} for {@code zh-Hans} and {@code zh-Hant}. */
    private static List<String> codes(List<String> tags) {
        return tags.stream().map(LanguageTags::language).distinct().toList();
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
