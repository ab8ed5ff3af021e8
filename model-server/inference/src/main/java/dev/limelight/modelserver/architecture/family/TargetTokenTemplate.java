package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.NamedLanguages;
import dev.limelight.modelserver.tokenizer.TokenizerJson;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MADLAD-400's languages: a piece like {@code <2de>} before the text says which one to write. It
 * reads all that it writes, and is not told which one a text is in.
 *
 * @param languages by their codes, with the pieces' ids
 * @param special ids that no text has
 * @param end the token behind a text
 */
record TargetTokenTemplate(LanguageCodes languages, Set<Integer> special, int end)
        implements NamedLanguages {

    private static final Pattern PIECE =
            Pattern.compile("<2([a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_[A-Z]{2})?)>");

    static TargetTokenTemplate of(TokenizerJson tokenizer, int end) {
        LanguageCodes languages = LanguageCodes.matching(PIECE, tokenizer.ids());
        return new TargetTokenTemplate(languages, tokenizer.special(), end);
    }

    @Override
    public LanguageCodes sources() {
        return languages;
    }

    @Override
    public LanguageCodes targets() {
        return languages;
    }

    @Override
    public Affixes affixes(@Nullable String source, @Nullable String target) {
        if (source != null) {
            languages.code(source);
        }
        if (target == null) {
            return new Affixes(List.of(), "", List.of(end));
        }
        int piece = languages.token(target);
        // The name of a special token would be read as text.
        return special.contains(piece)
                ? new Affixes(List.of(piece), "", List.of(end))
                : new Affixes(List.of(), "<2%s> ".formatted(languages.code(target)), List.of(end));
    }
}
