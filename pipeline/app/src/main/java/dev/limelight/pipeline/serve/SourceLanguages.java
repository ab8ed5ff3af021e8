package dev.limelight.pipeline.serve;

import com.ibm.icu.util.ULocale;
import dev.limelight.modelserver.server.work.SourceLanguage;
import dev.limelight.pipeline.translate.route.TranslationModels;
import java.util.List;

/** What models translate, by source language. */
final class SourceLanguages {

    private SourceLanguages() {}

    /** All pairs of the models, in their order; no language is a target of itself. */
    static List<SourceLanguage> of(TranslationModels models) {
        return models.languages().entrySet().stream()
                .map(each -> language(each.getKey(), each.getValue()))
                .toList();
    }

    private static SourceLanguage language(String code, List<String> targets) {
        String name = ULocale.forLanguageTag(code).getDisplayName(ULocale.ENGLISH);
        return new SourceLanguage(code, name, targets);
    }
}
