package dev.limelight.modelserver.architecture.text;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A template for models of one task, which ignore the languages of a request.
 *
 * @param always what is put around every text
 */
public record FixedTemplate(Affixes always) implements SourceTemplate {

    /** The same tokens around every text. */
    public static FixedTemplate of(List<Integer> before, List<Integer> after) {
        return new FixedTemplate(new Affixes(before, "", after));
    }

    @Override
    public Affixes affixes(@Nullable String source, @Nullable String target) {
        return always;
    }

    @Override
    public Affixes targetAffixes(@Nullable String target) {
        return always;
    }

    @Override
    public OptionalInt forcedFirst(@Nullable String target) {
        return OptionalInt.empty();
    }

    @Override
    public List<String> sourceLanguages() {
        return List.of();
    }

    @Override
    public List<String> targetLanguages() {
        return List.of();
    }
}
