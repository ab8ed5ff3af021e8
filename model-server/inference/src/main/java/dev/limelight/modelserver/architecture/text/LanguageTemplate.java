package dev.limelight.modelserver.architecture.text;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One model for many languages: a token says which one the source is in, and what is written begins
 * with the target's.
 *
 * @param languages with their tokens
 * @param standard the source where none is said
 * @param isFirst whether the source's token stands before the text, or at the very end
 * @param end the token behind a text
 */
public record LanguageTemplate(LanguageCodes languages, String standard, boolean isFirst, int end)
        implements SourceTemplate {

    @Override
    public Affixes affixes(@Nullable String source, @Nullable String target) {
        forcedFirst(target);
        int language = languages.token(source == null ? standard : source);
        return isFirst
                ? new Affixes(List.of(language), "", List.of(end))
                : new Affixes(List.of(), "", List.of(end, language));
    }

    @Override
    public Affixes targetAffixes(@Nullable String target) {
        List<Integer> first = forcedFirst(target).stream().boxed().toList();
        return new Affixes(first, "", List.of(end));
    }

    @Override
    public OptionalInt forcedFirst(@Nullable String target) {
        return target == null ? OptionalInt.empty() : OptionalInt.of(languages.token(target));
    }

    @Override
    public boolean isLanguage(int id) {
        return languages.hasToken(id);
    }

    @Override
    public List<String> sourceLanguages() {
        return languages.tags();
    }

    @Override
    public List<String> targetLanguages() {
        return languages.tags();
    }
}
