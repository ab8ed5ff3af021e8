package dev.limelight.modelserver.architecture.text;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A template that names the languages before the text; it forces no first token. */
public interface NamedLanguages extends SourceTemplate {

    /** What the model reads; empty where the bundle does not say. */
    LanguageCodes sources();

    /** What it writes; empty where the bundle does not say. */
    LanguageCodes targets();

    /** The token behind a text. */
    int end();

    @Override
    default Affixes targetAffixes(@Nullable String target) {
        forcedFirst(target);
        return new Affixes(List.of(), "", List.of(end()));
    }

    @Override
    default OptionalInt forcedFirst(@Nullable String target) {
        if (target != null && !targets().isEmpty()) {
            targets().code(target);
        }
        return OptionalInt.empty();
    }

    @Override
    default List<String> sourceLanguages() {
        return sources().tags();
    }

    @Override
    default List<String> targetLanguages() {
        return targets().tags();
    }
}
