package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.text.script.Punctuation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Recognises rows of tables: bars at both ends, or columns that line up with those of the line
 * before or behind. Wide gaps alone make no row: justified prose and careless typing have them. Not
 * thread-safe: one instance a text; linear in it.
 */
final class Columns {

    private static final int LEAST_GAPS = 2;
    private static final int TAB_COLUMNS = 4;

    private final String text;
    private final List<TextLine> lines;
    private final List<List<Gap>> gaps = new ArrayList<>();

    /**
     * A gap between two columns.
     *
     * @param start its first column, counted from the line's start
     * @param end one past its last
     * @param tab whether a tab makes it
     */
    private record Gap(int start, int end, boolean tab) {

        boolean linesUp(Gap other) {
            return Math.min(end, other.end) - Math.max(start, other.start) >= 2;
        }
    }

    private Columns(String text, List<TextLine> lines) {
        this.text = text;
        this.lines = lines;
        lines.forEach(line -> gaps.add(line.blank() ? List.of() : gaps(line)));
    }

    /** The numbers of the lines that are rows. */
    static BitSet rows(String text, List<TextLine> lines) {
        var columns = new Columns(text, lines);
        var rows = new BitSet(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            rows.set(i, !lines.get(i).blank() && (columns.isBarred(i) || columns.isRow(i)));
        }
        return rows;
    }

    private boolean isBarred(int i) {
        TextLine line = lines.get(i);
        return text.charAt(line.content()) == '|'
                && line.length() > 1
                && text.charAt(line.end() - 1) == '|';
    }

    private boolean isRow(int i) {
        return gaps.get(i).size() >= LEAST_GAPS
                && (linesUp(i, i - 1) || linesUp(i, i + 1))
                && !hasSentence(lines.get(i));
    }

    private boolean linesUp(int i, int other) {
        if (other < 0 || other >= lines.size() || gaps.get(other).size() < LEAST_GAPS) {
            return false;
        }
        List<Gap> own = gaps.get(i);
        List<Gap> others = gaps.get(other);
        boolean tabs = own.stream().allMatch(Gap::tab) && others.stream().allMatch(Gap::tab);
        int matches = tabs && own.size() == others.size() ? own.size() : matches(own, others);
        return matches >= Math.min(own.size(), others.size());
    }

    /** How many gaps of either line up; both are in order. */
    private static int matches(List<Gap> own, List<Gap> others) {
        int matches = 0;
        int i = 0;
        int j = 0;
        while (i < own.size() && j < others.size()) {
            boolean same = own.get(i).linesUp(others.get(j));
            matches += same ? 1 : 0;
            boolean next = own.get(i).end() <= others.get(j).end();
            i += same || next ? 1 : 0;
            j += same || !next ? 1 : 0;
        }
        return matches;
    }

    /** Whether a stop with white space behind it stands inside: then the line is prose. */
    private boolean hasSentence(TextLine line) {
        for (int i = line.content() + 1; i + 2 < line.end(); i++) {
            char before = text.charAt(i - 1);
            char after = text.charAt(i + 2);
            if (Punctuation.isStop(text, i)
                    && Lines.isSpace(text.charAt(i + 1))
                    && Punctuation.isWordPart(before)
                    && !Character.isUpperCase(before)
                    && Character.isLetter(after)
                    && !Character.isLowerCase(after)) {
                return true;
            }
        }
        return false;
    }

    private List<Gap> gaps(TextLine line) {
        List<Gap> found = new ArrayList<>();
        int column = 0;
        int start = -1;
        boolean tab = false;
        for (int i = line.content(); i < line.end(); i++) {
            char unit = text.charAt(i);
            if (unit == ' ' || unit == '\t') {
                start = start < 0 ? column : start;
                tab |= unit == '\t';
            } else if (start >= 0) {
                addGap(found, new Gap(start, column, tab), i);
                start = -1;
                tab = false;
            }
            column += unit == '\t' ? TAB_COLUMNS : 1;
        }
        return found;
    }

    private void addGap(List<Gap> found, Gap gap, int next) {
        int width = gap.end() - gap.start();
        boolean sentenceEnds = width == 2 && !gap.tab() && endsSentence(next - 3);
        if (width >= 2 && !sentenceEnds) {
            found.add(gap);
        }
    }

    private boolean endsSentence(int at) {
        return at >= 0
                && (Punctuation.isStop(text, at)
                        || text.charAt(at) == ':'
                        || Punctuation.closes(text, at));
    }
}
