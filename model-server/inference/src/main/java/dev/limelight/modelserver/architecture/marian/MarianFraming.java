package dev.limelight.modelserver.architecture.marian;

import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.NamedLanguages;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Marian's languages: a model that writes several is told which by a token like {@code >>deu<<}
 * before the text. Others write one, which they may or may not name.
 *
 * @param sources what the bundle says it reads; empty where it does not say
 * @param targets the same for what it writes
 * @param isTold whether the target's token goes before the text
 * @param end the token behind a text
 */
record MarianFraming(LanguageCodes sources, LanguageCodes targets, boolean isTold, int end)
        implements NamedLanguages {

    private static final String OPEN = ">>";
    private static final String CLOSE = "<<";

    static MarianFraming of(TokenizerFiles files, Map<String, Integer> ids, int end) {
        Map<String, Integer> told = new TreeMap<>();
        ids.forEach(
                (token, id) -> {
                    if (token.startsWith(OPEN) && token.endsWith(CLOSE)) {
                        told.put(token.substring(2, token.length() - 2), id);
                    }
                });
        LanguageCodes targets =
                told.isEmpty() ? named(files, "target_lang") : new LanguageCodes(told);
        return new MarianFraming(named(files, "source_lang"), targets, !told.isEmpty(), end);
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
    public Frame frame(@Nullable String source, @Nullable String target) {
        if (source != null && !sources.isEmpty()) {
            sources.code(source);
        }
        String code = target == null || targets.isEmpty() ? "" : targets.code(target);
        String prompt = isTold && !code.isEmpty() ? OPEN + code + CLOSE : "";
        return new Frame(List.of(), prompt, List.of(end));
    }
}
