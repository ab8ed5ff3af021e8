package dev.limelight.pipeline.source;

import dev.limelight.pipeline.text.markup.file.SourceFormat;
import org.jspecify.annotations.Nullable;

/**
 * Text, which is its own source.
 *
 * @param text the text
 */
public record PlainSource(String text) implements SourceText {

    @Override
    public SourceFormat format() {
        return SourceFormat.TXT;
    }

    @Override
    public String source() {
        return text;
    }

    @Override
    public int start(int unit) {
        return unit;
    }

    @Override
    public int end(int unit) {
        return unit;
    }

    @Override
    public boolean isInSource(int unit) {
        return true;
    }

    @Override
    public @Nullable String language() {
        return null;
    }

    @Override
    public boolean isComplete() {
        return true;
    }
}
