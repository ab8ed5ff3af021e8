package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.NamedLanguages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nothing before a text, its end behind it; a model reads one language and writes one. */
record BergamotTemplate(LanguageCodes sources, LanguageCodes targets, int end)
        implements NamedLanguages {

    private static final String UNDETERMINED = "und";

    @Override
    public Affixes affixes(@Nullable String source, @Nullable String target) {
        check(source == null || source.equals(UNDETERMINED) ? null : source, sources);
        check(target, targets);
        return new Affixes(List.of(), "", List.of(end));
    }

    private static void check(@Nullable String language, LanguageCodes known) {
        if (language != null && known.isEmpty()) {
            throw new ModelException(
                    Category.INVALID,
                    "language '%s', expected none: neither the model's files nor its folder name one"
                            .formatted(language));
        }
        if (language != null) {
            known.code(language);
        }
    }
}
