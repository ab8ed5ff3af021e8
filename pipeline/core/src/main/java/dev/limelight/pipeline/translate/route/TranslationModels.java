package dev.limelight.pipeline.translate.route;

import com.ibm.icu.util.ULocale;
import dev.limelight.modelserver.api.folder.BundleLanguages;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.language.Scripts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The translation models at hand, for use where nobody has configured pairs of languages. Of
 * several models for a pair the first counts. Immutable and thread-safe.
 */
public final class TranslationModels {

    /** Languages to go through where nobody says it: most models read or write English. */
    public static final String DEFAULT_PIVOTS = "en";

    /** What {@link #pivots(String)} understands, for error messages. */
    public static final String PIVOTS_EXPECTED = "languages such as en with commas between them";

    private final List<TranslationBundle> bundles;
    private final List<String> pivots;
    private final Routes routes;
    private final Set<String> sources = new LinkedHashSet<>();
    private final Set<String> targets = new LinkedHashSet<>();

    /**
     * Models in the order in which they count.
     *
     * @param pivots ISO 639-1 codes of languages to go through where no model is for a pair
     */
    public TranslationModels(List<TranslationBundle> bundles, List<String> pivots) {
        this.bundles = List.copyOf(bundles);
        this.pivots = List.copyOf(pivots);
        Map<String, String> folders = new LinkedHashMap<>();
        for (TranslationBundle bundle : bundles) {
            addPairs(bundle, folders);
        }
        this.routes = new Routes(folders, List.of(), pivots);
    }

    /**
     * Reads {@code en, fr}.
     *
     * @throws IllegalArgumentException for what is no language
     */
    public static List<String> pivots(String value) {
        return Stream.of(value.split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .map(TranslationModels::pivot)
                .distinct()
                .toList();
    }

    /** The same, where models that keep their languages to themselves have those of a wish. */
    public TranslationModels forWish(String source, String target) {
        var wish = new BundleLanguages(List.of(source), List.of(target));
        return new TranslationModels(
                bundles.stream().map(each -> each.withLanguages(wish)).toList(), pivots);
    }

    /**
     * The models that are the best for some pair, and those that keep their languages to
     * themselves. The others would be loaded for nothing.
     */
    public List<TranslationBundle> used() {
        Set<String> folders = new HashSet<>(routes.models().values());
        return bundles.stream()
                .filter(
                        each ->
                                folders.contains(each.folder().toString())
                                        || each.sources().isEmpty()
                                        || each.targets().isEmpty())
                .toList();
    }

    /**
     * The pairs that are needed to reach some languages from any other.
     *
     * @param wanted BCP 47 tags of these languages
     * @return with those of the pivots that something leads through
     */
    public Routes leadingTo(List<String> wanted) {
        List<String> through = pivots();
        Map<String, String> needed = new LinkedHashMap<>(routes.models());
        needed.keySet()
                .removeIf(
                        pair ->
                                Stream.concat(
                                                wanted.stream().map(LanguageTags::language),
                                                through.stream())
                                        .noneMatch(code -> pair.endsWith("-" + code)));
        return new Routes(needed, wanted, through);
    }

    /** Those of the pivots that models both write and read. */
    public List<String> pivots() {
        Set<String> pairs = routes.models().keySet();
        return pivots.stream()
                .filter(code -> pairs.stream().anyMatch(pair -> pair.endsWith("-" + code)))
                .filter(code -> pairs.stream().anyMatch(pair -> pair.startsWith(code + "-")))
                .toList();
    }

    /** Which of the models' folders lead from which language into which. */
    public Routes routes() {
        return routes;
    }

    /** The model in a folder of {@link #routes}. */
    public TranslationBundle bundle(String folder) {
        return bundles.stream()
                .filter(each -> each.folder().toString().equals(folder))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a model writes a language. */
    public boolean writes(String tag) {
        return targets.stream().anyMatch(each -> code(each).equals(code(tag)));
    }

    /**
     * A document as it can be translated; empty where no model leads there. Where nobody said what
     * it is in and nobody can tell, it is read as the first of the models' languages that it can be
     * in, one without a pivot before others.
     *
     * @param isStated whether somebody said what language the document is in
     * @param target BCP 47
     */
    public Optional<Document> readable(Document document, boolean isStated, String target) {
        if (leads(document.language(), target)) {
            return Optional.of(told(document, target));
        }
        if (isStated || !document.language().equals(LanguageTags.UNDETERMINED)) {
            return Optional.empty();
        }
        Stream<String> direct = sources.stream().filter(each -> isDirect(each, target));
        Stream<String> all = sources.stream().filter(each -> leads(each, target));
        return Stream.concat(direct, all)
                .filter(each -> Scripts.canBe(document.text(), each))
                .findFirst()
                .map(document::in);
    }

    /**
     * What can be translated into what, in the order of the models; what takes a pivot comes last,
     * and no language is a target of itself.
     *
     * @return codes of targets by source; no source without any
     */
    public Map<String, List<String>> languages() {
        Map<String, List<String>> languages = new LinkedHashMap<>();
        for (String source : sources) {
            List<String> others = targets.stream().filter(each -> !each.equals(source)).toList();
            Stream<String> direct = others.stream().filter(each -> isDirect(source, each));
            Stream<String> all =
                    others.stream().filter(each -> !routes.hops(source, each).isEmpty());
            languages.put(source, Stream.concat(direct, all).distinct().toList());
        }
        languages.values().removeIf(List::isEmpty);
        return languages;
    }

    /** The pairs as the key {@code translate.models} of the job has them. */
    public String configured() {
        return routes.models().entrySet().stream()
                .map(Object::toString)
                .collect(Collectors.joining(","));
    }

    private Document told(Document document, String target) {
        return routes.hops(document.language(), target).stream()
                .findFirst()
                .map(hop -> document.in(bundle(hop.folder()).ownTag(document.language())))
                .orElse(document);
    }

    private boolean leads(String source, String target) {
        return LanguageTags.isSame(source, target) || !routes.hops(source, target).isEmpty();
    }

    private boolean isDirect(String source, String target) {
        return routes.model(source, target).isPresent();
    }

    /** A model of many languages also has each of them for both; that is no translation. */
    private void addPairs(TranslationBundle bundle, Map<String, String> folders) {
        String folder = bundle.folder().toString();
        sources.addAll(codes(bundle.sources()));
        targets.addAll(codes(bundle.targets()));
        for (String source : bundle.sources()) {
            for (String target : bundle.targets()) {
                boolean isItself = LanguageTags.isSame(tag(source), tag(target));
                if (!isItself || bundle.targets().size() == 1) {
                    folders.putIfAbsent(Routes.pair(tag(source), tag(target)), folder);
                }
            }
        }
    }

    private static String pivot(String tag) {
        return LanguageTags.canonical(tag)
                .map(LanguageTags::language)
                .orElseThrow(() -> new IllegalArgumentException("no language " + tag));
    }

    /** The languages; where a model has one in two scripts, with these ({@code zh-Hant}). */
    private static List<String> codes(List<String> tags) {
        Map<String, Long> counts =
                tags.stream()
                        .collect(
                                Collectors.groupingBy(
                                        TranslationModels::code, Collectors.counting()));
        return tags.stream()
                .map(tag -> counts.getOrDefault(code(tag), 0L) > 1 ? written(tag) : code(tag))
                .distinct()
                .toList();
    }

    private static String written(String tag) {
        return ULocale.forLanguageTag(tag(tag)).toLanguageTag();
    }

    private static String code(String tag) {
        return LanguageTags.language(tag(tag));
    }

    /** Tokenizers write {@code eng_Latn} or {@code en_XX} for {@code en}. */
    private static String tag(String tag) {
        return tag.replace('_', '-');
    }
}
