package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.language.LanguageProfile;
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

    private static final String ENDS = ".!?…:;,。！？‽";

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
     * The sign that a line ends with, before closing quotes and marks of notes; 0 where it ends
     * with none.
     */
    char stop(int i) {
        char last = text.charAt(Endings.signEnd(text, line(i).content(), line(i).end()) - 1);
        return ENDS.indexOf(last) >= 0 ? last : 0;
    }

    /** The number of white-space separated words of a line, counted up to {@code limit}. */
    int words(int i, int limit) {
        int words = 0;
        boolean inWord = false;
        for (int at = line(i).content(); at < line(i).end() && words < limit; at++) {
            boolean space = Lines.isSpace(text.charAt(at));
            words += !space && !inWord ? 1 : 0;
            inWord = !space;
        }
        return words;
    }
}
