package dev.limelight.pipeline.serve;

import com.ibm.icu.util.ULocale;
import dev.limelight.modelserver.server.work.SourceLanguage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What models translate, by source language. */
final class SourceLanguages {

    private SourceLanguages() {}

    /** All pairs of the models, in their order; no language is a target of itself. */
    static List<SourceLanguage> of(List<TranslationModel> models) {
        Map<String, Set<String>> pairs = new LinkedHashMap<>();
        for (TranslationModel model : models) {
            for (String source : model.bundle().sources()) {
                Set<String> targets =
                        pairs.computeIfAbsent(code(source), any -> new LinkedHashSet<>());
                model.bundle().targets().forEach(target -> targets.add(code(target)));
                targets.remove(code(source));
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

    /** Tokenizers write {@code eng_Latn} or {@code en_XX} for {@code en}. */
    private static String code(String tag) {
        return ULocale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    }
}
