package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.NamedLanguages;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Marian's languages: a token names the one that a model of several writes, like {@code >>deu<<}
 * before the text. Others write one, which they may or may not name.
 *
 * @param sources what the bundle says it reads; empty where it does not say
 * @param targets the same for what it writes
 * @param hasTargetTokens whether the target's token goes before the text
 * @param end the token behind a text
 */
record MarianTemplate(
        LanguageCodes sources, LanguageCodes targets, boolean hasTargetTokens, int end)
        implements NamedLanguages {

    private static final String OPEN = ">>";
    private static final String CLOSE = "<<";

    static MarianTemplate of(TokenizerFiles files, Map<String, Integer> ids, int end) {
        Map<String, Integer> coded = new TreeMap<>();
        ids.forEach(
                (token, id) -> {
                    if (token.startsWith(OPEN) && token.endsWith(CLOSE)) {
                        coded.put(token.substring(2, token.length() - 2), id);
                    }
                });
        LanguageCodes targets =
                coded.isEmpty() ? named(files, "target_lang") : new LanguageCodes(coded);
        return new MarianTemplate(named(files, "source_lang"), targets, !coded.isEmpty(), end);
    }

    /** A language of the configuration; groups such as {@code ROMANCE} are none. */
    private static LanguageCodes named(TokenizerFiles files, String key) {
        return new LanguageCodes(
                files.text(key)
                        .filter(LanguageCodes::isLanguage)
                        .map(code -> Map.of(code, 0))
                        .orElse(Map.of()));
    }

    @Override
    public Affixes affixes(@Nullable String source, @Nullable String target) {
        if (source != null && !sources.isEmpty()) {
            sources.code(source);
        }
        String code = target == null || targets.isEmpty() ? "" : targets.code(target);
        String prompt = hasTargetTokens && !code.isEmpty() ? OPEN + code + CLOSE : "";
        return new Affixes(List.of(), prompt, List.of(end));
    }
}
