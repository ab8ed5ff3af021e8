package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.text.script.Spacing;
import dev.limelight.pipeline.text.script.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells line breaks that a program put into a sentence from those that the writer meant.
 *
 * <p>A text counts as hard-wrapped when most of its lines are full: the next line's first word
 * would not have fitted. Then a full line goes on in the next one. In any text a line goes on when
 * the next one is indented under its list mark, when a hyphen divides its last word, or when the
 * next one begins with a small letter: a short line then only in running text, of which the last
 * line ends a sentence and the others have words, so that a list of words stays one.
 *
 * <p>Not thread-safe: one instance a text, asked in order.
 */
final class Wrapping {

    private static final int LEAST_WIDTH = 40;
    private static final int MOST_WIDTH = 120;
    private static final int LEAST_LINE = 30;
    private static final int LEAST_WORDS = 3;
    private static final int LEAST_PAIRS = 2;
    private static final int MOST_WORD = 20;
    private static final int NEVER = Integer.MAX_VALUE;

    private final Page page;
    private final int width;
    private int stanzaEnd;

    Wrapping(Page page) {
        this.page = page;
        this.width = width();
    }

    /** Whether line {@code i} goes on in line {@code i + 1}. */
    boolean joins(int i) {
        if (!pair(i)) {
            return false;
        }
        TextLine line = page.line(i);
        TextLine next = page.line(i + 1);
        boolean underItem = page.mark(i).item() && next.indent() > line.indent();
        return underItem || divided(i) || full(i, width) || goesOn(i);
    }

    private boolean divided(int i) {
        boolean small = Character.isLowerCase(page.first(i + 1));
        boolean running = page.words(i, LEAST_WORDS) >= LEAST_WORDS && endsInSentence(i);
        return LineHyphens.kind(page.text(), page.line(i).end() - 1) != LineHyphens.Kind.NONE
                && (small || running || width != NEVER);
    }

    private boolean goesOn(int i) {
        boolean open = !page.endsSentence(i) && ":;".indexOf(page.stop(i)) < 0;
        boolean longLine = page.columns(i) >= LEAST_LINE;
        if (!Character.isLowerCase(page.first(i + 1))) {
            return open && longLine && caseless(i + 1) && endsInSentence(i);
        }
        boolean wordy = page.words(i, LEAST_WORDS) >= LEAST_WORDS;
        return open && (longLine || (wordy && endsInSentence(i)));
    }

    /** Whether the last line of the stanza of line {@code i} ends a sentence. */
    private boolean endsInSentence(int i) {
        if (i >= stanzaEnd) {
            stanzaEnd = i;
            while (!page.blank(stanzaEnd)) {
                stanzaEnd++;
            }
        }
        return page.endsSentence(stanzaEnd - 1) && page.stop(stanzaEnd - 1) != '…';
    }

    /** Whether a line begins with a letter of a script that has no small letters. */
    private boolean caseless(int i) {
        int first = page.text().codePointAt(page.line(i).content());
        return Character.getType(first) == Character.OTHER_LETTER;
    }

    /** Whether nothing but the lines' shape keeps line {@code i} and the next apart. */
    private boolean pair(int i) {
        return !page.blank(i)
                && !page.blank(i + 1)
                && !page.mark(i).alone()
                && page.mark(i + 1) == LineMark.NONE
                && page.line(i).quotes() == page.line(i + 1).quotes();
    }

    private boolean full(int i, int columns) {
        return columns != NEVER && length(i) + space(i) + firstWord(i + 1) >= columns;
    }

    /** The columns of the space that stood where line {@code i} breaks. */
    private int space(int i) {
        int before = page.text().codePointBefore(page.line(i).end());
        int after = page.text().codePointAt(page.line(i + 1).content());
        return Spacing.joinsLines(before, after) ? 0 : 1;
    }

    private int length(int i) {
        return page.columns(i);
    }

    /** The columns of the first word; of one letter where a line may break behind any. */
    private int firstWord(int i) {
        int start = page.line(i).content();
        int end = Math.min(page.line(i).end(), start + MOST_WORD);
        int first = page.text().codePointAt(start);
        if (Spacing.isComplex(first)) {
            return Spacing.columns(page.text(), start, Words.end(page.text(), start, end));
        }
        if (Spacing.isWithout(first)) {
            return Spacing.columns(first);
        }
        int at = start;
        while (at < end && !Lines.isSpace(page.text().charAt(at))) {
            at++;
        }
        return Spacing.columns(page.text(), start, at);
    }

    private int width() {
        List<Integer> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < page.lines().size(); i++) {
            if (pair(i)) {
                pairs.add(i);
            }
        }
        if (pairs.size() < LEAST_PAIRS) {
            return NEVER;
        }
        List<Integer> lengths = pairs.stream().map(this::length).sorted().toList();
        int typical = lengths.get((lengths.size() * 4 + 4) / 5 - 1);
        long full = pairs.stream().filter(i -> full(i, typical)).count();
        boolean wrapped = typical >= LEAST_WIDTH && typical <= MOST_WIDTH;
        return wrapped && full * 5 >= pairs.size() * 3L ? typical : NEVER;
    }
}
