package dev.limelight.modelserver.architecture.text;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Models for one task: whatever languages are asked for, they do what they were trained to. */
record FixedTemplate(Affixes always) implements SourceTemplate {

    @Override
    public Affixes affixes(@Nullable String source, @Nullable String target) {
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
