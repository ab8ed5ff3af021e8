package dev.limelight.pipeline.text.markup;

import java.util.List;

/**
 * Text that is read together, without its marks. All positions count UTF-16 units. Immutable once
 * built.
 */
public interface MarkupRun {

    /** What there is to read, with single spaces. */
    String text();

    /** Where it begins in the source, marks around its first word included. */
    int start();

    /** One past its end in the source, likewise. */
    int end();

    /** What it is in its document. */
    Role role();

    /** Whether it is to stay as it is: code, for instance. */
    boolean isKept();

    /** Where a unit of the text begins in the source. */
    int originStart(int unit);

    /** Where the text before a unit ends in the source; {@code unit} is above 0. */
    int originEnd(int unit);

    /** Whether a cut before a unit of the text would go through a mark that stays whole. */
    boolean isWholeAt(int unit);

    /**
     * Its translation with its marks. A run that is kept gives itself.
     *
     * @param words which words stand for which; may be empty
     */
    TranslatedRun markUp(String translation, List<WordPair> words);

    /** Itself, as it stands in the source. */
    TranslatedRun itself();
}
