package dev.limelight.pipeline.text.boundary;

import dev.limelight.pipeline.text.boundary.Abbreviations.Role;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.script.Punctuation;

/**
 * Tells whether a text begins its sentences with small letters, as chats and transcripts do. Then a
 * small letter behind a stop says nothing. Linear in the text. Stateless.
 */
final class Casing {

    private static final int LEAST = 2;
    private static final int MOST_LOOK = 64;

    private Casing() {}

    /** Whether sentences of {@code text} begin small: more do than begin with a capital. */
    static boolean isSmall(String text, Abbreviations abbreviations) {
        int small = 0;
        int capital = 0;
        int stop = -1;
        boolean open = true;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean begins = open && Character.isLetter(unit) && isApart(text, stop, i);
            capital += begins && Character.isUpperCase(unit) ? 1 : 0;
            boolean low = begins && Character.isLowerCase(unit);
            small += low && ends(text, stop, abbreviations) ? 1 : 0;
            stop = Punctuation.isStop(text, i) ? i : stop;
            open = stop == i || (open && isBetween(unit));
        }
        return small >= LEAST && small > capital;
    }

    /** Whether white space stands between a stop and a letter, or there is no stop. */
    private static boolean isApart(String text, int stop, int letter) {
        int at = stop + 1;
        while (at < letter && at - stop < MOST_LOOK && !Lines.isSpace(text.charAt(at))) {
            at++;
        }
        return stop < 0 || at < letter;
    }

    /** White space, quotes and brackets, behind which a sentence still begins. */
    private static boolean isBetween(char unit) {
        return Lines.isSpace(unit) || Punctuation.isAround(unit);
    }

    /**
     * Whether the sign at {@code stop} ends a sentence; the beginning of the text counts as one.
     */
    private static boolean ends(String text, int stop, Abbreviations abbreviations) {
        return stop < 0
                || text.charAt(stop) != '.'
                || (stop > 0
                        && Character.isLetterOrDigit(text.charAt(stop - 1))
                        && abbreviations.before(0, stop).role() == Role.NONE);
    }
}
