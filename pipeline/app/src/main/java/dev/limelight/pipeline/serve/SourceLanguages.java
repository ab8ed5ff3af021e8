package dev.limelight.pipeline.serve;

import com.ibm.icu.util.ULocale;
import dev.limelight.modelserver.server.work.SourceLanguage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What models translate, by source language. */
final class SourceLanguages {

    private SourceLanguages() {}

    /** All pairs of the models, in their order; no language is a target of itself. */
    static List<SourceLanguage> of(List<TranslationModel> models) {
        Map<String, Set<String>> pairs = new LinkedHashMap<>();
        for (TranslationModel model : models) {
            List<String> written = codes(model.bundle().targets());
            for (String source : codes(model.bundle().sources())) {
                Set<String> targets = pairs.computeIfAbsent(source, any -> new LinkedHashSet<>());
                targets.addAll(written);
                targets.remove(source);
            }
        }
        return pairs.entrySet().stream()
                .filter(pair -> !pair.getValue().isEmpty())
                .map(pair -> language(pair.getKey(), pair.getValue()))
                .toList();
    }

    private static SourceLanguage language(String code, Set<String> targets) {
        String name = ULocale.forLanguageTag(code).getDisplayName(ULocale.ENGLISH);
        return new SourceLanguage(code, name, List.copyOf(targets));
    }

    /** The languages; where a model has one in two scripts, with these ({@code zh-Hant}). */
    private static List<String> codes(List<String> tags) {
        Map<String, Long> counts =
                tags.stream()
                        .collect(
                                Collectors.groupingBy(
                                        SourceLanguages::code, Collectors.counting()));
        return tags.stream()
                .map(tag -> counts.getOrDefault(code(tag), 0L) > 1 ? tag(tag) : code(tag))
                .distinct()
                .toList();
    }

    private static String tag(String tag) {
        return ULocale.forLanguageTag(tag.replace('_', '-')).toLanguageTag();
    }

    /** Tokenizers write {@code eng_Latn} or {@code en_XX} for {@code en}. */
    private static String code(String tag) {
        return ULocale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    }
}
