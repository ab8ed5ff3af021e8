package dev.limelight.pipeline.translate.source;

import dev.limelight.pipeline.text.layout.Lines;
import java.util.BitSet;

/**
 * Finds the lines of a text that are comma-separated values, and in them the quotes around values
 * and the separators between them. A line is one whose quotes all stand around values, with a
 * separator between two of them at least, or that has no space beside at least two separators.
 * Built in one pass over the text; immutable.
 */
final class CsvLines {

    private static final char QUOTE = '"';
    private static final int LEAST_BARE = 2;

    private final String text;
    private final BitSet separating = new BitSet();

    CsvLines(String text) {
        this.text = text;
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || Lines.isBreak(text.charAt(at))) {
                new Line(start, at).read();
                start = at + 1;
            }
        }
    }

    /** Whether a place has a quote around a value, or a separator. */
    boolean separates(int at) {
        return separating.get(at);
    }

    /** Reads a line once, from its start to its end. */
    private final class Line {

        private final int start;
        private final int end;
        private final BitSet found = new BitSet();
        private boolean quoted;
        private boolean broken;
        private boolean touching;
        private boolean spaced;
        private int bare;

        Line(int start, int end) {
            this.start = start;
            this.end = end;
        }

        void read() {
            for (int at = start; at < end; at++) {
                if (text.charAt(at) == QUOTE) {
                    at = quote(at);
                } else if (!quoted && isSeparator(at)) {
                    separator(at);
                }
            }
            if (!quoted && !broken && (touching || (bare >= LEAST_BARE && !spaced))) {
                separating.or(found);
            }
        }

        /** Reads a quote, of which two inside a value are one; gives the last place of it. */
        private int quote(int at) {
            boolean doubled = quoted && at + 1 < end && text.charAt(at + 1) == QUOTE;
            if (doubled) {
                return at + 1;
            }
            broken |= !isEdge(at, quoted ? 1 : -1);
            quoted = !quoted;
            found.set(at);
            return at;
        }

        private void separator(int at) {
            found.set(at);
            boolean space = isSpace(at - 1) || isSpace(at + 1);
            touching |= isQuote(skip(at, 1)) || (isQuote(at - 1) && !space);
            spaced |= space;
            boolean number = isDigit(at - 1) && isDigit(at + 1);
            bare += number ? 0 : 1;
        }

        /** Whether nothing but spaces is between a quote and its line's end or a separator. */
        private boolean isEdge(int quote, int step) {
            int at = skip(quote, step);
            return at < start || at >= end || isSeparator(at);
        }

        private int skip(int from, int step) {
            int at = from + step;
            while (isSpace(at) && !isSeparator(at)) {
                at += step;
            }
            return at;
        }

        private boolean isQuote(int at) {
            return at >= start && at < end && text.charAt(at) == QUOTE;
        }

        private boolean isSeparator(int at) {
            return text.charAt(at) == ',' || text.charAt(at) == ';' || text.charAt(at) == '\t';
        }

        private boolean isSpace(int at) {
            return at >= start && at < end && Lines.isSpace(text.charAt(at));
        }

        private boolean isDigit(int at) {
            return at >= start && at < end && Character.isDigit(text.charAt(at));
        }
    }
}
