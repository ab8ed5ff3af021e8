package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.text.script.Punctuation;

/**
 * What may stand behind a stop and still belongs to its sentence: closing quotes and brackets, and
 * the marks of notes and references ({@code [1]}, {@code [note 1]}, {@code ¹}, {@code †}, and the
 * bare digit that is left of a raised one). Looks at most 64 units far. Stateless.
 */
public final class Endings {

    private static final String NOTE_SIGNS = "†‡§¶⁎¹²³⁰⁴⁵⁶⁷⁸⁹";
    private static final int MOST_LOOK = 64;
    private static final int MOST_NOTE = 24;
    private static final int MOST_RAISED = 3;
    private static final int LEAST_WORD = 3;

    private Endings() {}

    /**
     * One past the sign that a stretch ends with, before closers and marks of notes.
     *
     * @param end one past the stretch, above {@code start}
     * @return above {@code start}
     */
    public static int signEnd(String text, int start, int end) {
        int at = end;
        while (at > start + 1 && end - at < MOST_LOOK) {
            int before = noteStart(text, start, at);
            if (before == at && !Punctuation.closes(text, at - 1)) {
                break;
            }
            at = before < at ? before : at - 1;
            at = isSpaced(text, at) ? spaceStart(text, start, at) : at;
        }
        return at;
    }

    /** Whether a closing quotation mark stands behind a space, as French has it. */
    private static boolean isSpaced(String text, int at) {
        return at > 1
                && Character.getType(text.charAt(at)) == Character.FINAL_QUOTE_PUNCTUATION
                && isGap(text.charAt(at - 1))
                && (at + 1 == text.length()
                        || !Character.isLetterOrDigit(text.codePointAt(at + 1)));
    }

    private static boolean isGap(char unit) {
        return Lines.isSpace(unit) && !Lines.isBreak(unit);
    }

    /** Where the space before a spaced mark begins, if a stop or a mark stands before it. */
    private static int spaceStart(String text, int start, int at) {
        boolean marked =
                at - 2 > start
                        && (Punctuation.isStop(text, at - 2) || Punctuation.closes(text, at - 2));
        return marked ? at - 1 : at;
    }

    /** One past the closers and marks of notes that begin at {@code from}, behind a stop. */
    public static int after(String text, int from, int end) {
        int at = from;
        while (at < end && at - from < MOST_LOOK) {
            int next = noteEnd(text, at, end);
            boolean spaced = at + 1 < end && isGap(text.charAt(at)) && isSpaced(text, at + 1);
            next = spaced ? at + 2 : next;
            if (next == at && !Punctuation.closes(text, at)) {
                break;
            }
            at = next > at ? next : at + 1;
        }
        return at;
    }

    /** Whether a mark of a note or reference lies in {@code [from, to)}, behind a stop. */
    public static boolean hasNote(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (noteEnd(text, at, to) > at) {
                return true;
            }
        }
        return false;
    }

    private static int noteEnd(String text, int at, int end) {
        char unit = text.charAt(at);
        if (NOTE_SIGNS.indexOf(unit) >= 0) {
            return at + 1;
        }
        if (unit == '[') {
            int close = find(text, ']', at, Math.min(end, at + MOST_NOTE));
            return close > at && isReference(text.substring(at + 1, close)) ? close + 1 : at;
        }
        return isRaised(text, at) ? digitsEnd(text, at, end) : at;
    }

    private static int noteStart(String text, int start, int end) {
        char unit = text.charAt(end - 1);
        if (NOTE_SIGNS.indexOf(unit) >= 0) {
            return end - 1;
        }
        if (unit == ']') {
            int open = end - 2;
            while (open > start && end - open < MOST_NOTE && text.charAt(open) != '[') {
                open--;
            }
            boolean found = open > start && text.charAt(open) == '[';
            return found && isReference(text.substring(open + 1, end - 1)) ? open : end;
        }
        int digits = end;
        while (digits > start + 1 && end - digits < MOST_RAISED && isDigit(text, digits - 1)) {
            digits--;
        }
        return digits < end && isRaised(text, digits) ? digits : end;
    }

    private static int find(String text, char sign, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == sign) {
                return at;
            }
        }
        return -1;
    }

    /** {@code 1}, {@code 2, 3}, {@code a}, {@code note 1}, {@code citation needed}. */
    private static boolean isReference(String inner) {
        boolean plain =
                inner.codePoints()
                        .allMatch(
                                each ->
                                        Character.isLetterOrDigit(each)
                                                || " ,.–-".indexOf(each) >= 0);
        boolean counts = inner.codePoints().anyMatch(Character::isDigit) || inner.length() == 1;
        return !inner.isBlank() && plain && (counts || inner.equals("citation needed"));
    }

    /** Whether digits begin here that were raised once: {@code winter.1}, but not {@code 3.1}. */
    private static boolean isRaised(String text, int at) {
        int word = at - 1;
        if (word < LEAST_WORD || text.charAt(word) != '.' || !isDigit(text, at)) {
            return false;
        }
        for (int i = word - LEAST_WORD; i < word; i++) {
            if (!Character.isLowerCase(text.charAt(i))) {
                return false;
            }
        }
        int end = digitsEnd(text, at, text.length());
        return end == text.length() || Lines.isSpace(text.charAt(end));
    }

    private static int digitsEnd(String text, int from, int end) {
        int at = from;
        while (at < end && at - from < MOST_RAISED && isDigit(text, at)) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
