package dev.limelight.pipeline.text.markup.file;

import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.Role;
import dev.limelight.pipeline.text.markup.TranslatedRun;
import dev.limelight.pipeline.text.markup.WordPair;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All of a text without marks.
 *
 * @param text the text
 */
record PlainRun(String text) implements MarkupRun {

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int end() {
        return text.length();
    }

    @Override
    public Role role() {
        return Role.TEXT;
    }

    @Override
    public boolean isKept() {
        return false;
    }

    @Override
    public int originStart(int unit) {
        return unit;
    }

    @Override
    public int originEnd(int unit) {
        return unit;
    }

    @Override
    public boolean isWholeAt(int unit) {
        return false;
    }

    @Override
    public TranslatedRun markUp(String translation, List<WordPair> words) {
        return marked(translation);
    }

    @Override
    public TranslatedRun itself() {
        return marked(text);
    }

    private static TranslatedRun marked(String text) {
        int length = text.length();
        return new TranslatedRun(
                text,
                IntStream.range(0, length).toArray(),
                IntStream.rangeClosed(1, length).toArray());
    }
}
