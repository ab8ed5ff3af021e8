package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.text.script.Punctuation;
import dev.limelight.pipeline.text.script.Spacing;
import dev.limelight.pipeline.text.script.Words;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A text as lines with their marks.
 *
 * @param text the text
 * @param lines all lines, blank ones too
 * @param marks the mark of each line
 * @param profile the rules that the marks were read with
 */
record Page(String text, List<TextLine> lines, List<LineMark> marks, LanguageProfile profile) {

    static Page of(String text, LanguageProfile profile) {
        List<TextLine> lines = Lines.of(text);
        BitSet rows = Columns.rows(text, lines);
        List<LineMark> marks = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            marks.add(Marks.of(text, lines.get(i), rows.get(i), profile));
        }
        return new Page(text, lines, marks, profile);
    }

    TextLine line(int i) {
        return lines.get(i);
    }

    LineMark mark(int i) {
        return marks.get(i);
    }

    boolean blank(int i) {
        return i < 0 || i >= lines.size() || lines.get(i).blank();
    }

    /** The first unit of a line's content. */
    char first(int i) {
        return text.charAt(lines.get(i).content());
    }

    /**
     * The stop, comma or colon that a line ends with, before closing quotes and marks of notes; 0
     * where it ends with none.
     */
    char stop(int i) {
        char last = text.charAt(signOf(i));
        return Punctuation.endsLine(last) ? last : 0;
    }

    /** Whether a line ends with what ends a sentence, or with an ellipsis. */
    boolean endsSentence(int i) {
        int sign = signOf(i);
        return Punctuation.isStop(text, sign) || text.charAt(sign) == '…';
    }

    private int signOf(int i) {
        return Endings.signEnd(text, line(i).content(), line(i).end()) - 1;
    }

    /**
     * The number of words of a line, counted up to {@code limit}: between white space, and where
     * the script writes none, those of its dictionary.
     */
    int words(int i, int limit) {
        return Words.count(text, line(i).content(), line(i).end(), limit);
    }

    /** Whether a line is of a script in which sentences have no stop, as Thai ones have none. */
    boolean isStopless(int i) {
        return Spacing.isComplex(text.codePointAt(line(i).content()));
    }

    /** The columns that a line takes, its indent included. */
    int columns(int i) {
        return Spacing.columns(text, line(i).start(), line(i).end());
    }
}
