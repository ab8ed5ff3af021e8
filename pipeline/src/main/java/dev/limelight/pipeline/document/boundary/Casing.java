package dev.limelight.pipeline.document.boundary;

import dev.limelight.pipeline.document.boundary.Abbreviations.Role;
import dev.limelight.pipeline.document.layout.Lines;

/**
 * Tells whether a text begins its sentences with small letters, as chats and transcripts do. Then a
 * small letter behind a stop says nothing. Linear in the text. Stateless.
 */
final class Casing {

    private static final int LEAST = 2;
    private static final String STOPS = ".!?";

    private Casing() {}

    /** Whether sentences of {@code text} begin small: more do than begin with a capital. */
    static boolean isSmall(String text, Abbreviations abbreviations) {
        int small = 0;
        int capital = 0;
        int stop = -1;
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (begins && Character.isLetter(unit)) {
                capital += Character.isUpperCase(unit) ? 1 : 0;
                small += Character.isLowerCase(unit) && ends(text, stop, abbreviations) ? 1 : 0;
            }
            boolean sign = STOPS.indexOf(unit) >= 0;
            stop = sign ? i : stop;
            boolean behindStop = i > 0 && STOPS.indexOf(text.charAt(i - 1)) >= 0;
            begins = Lines.isSpace(unit) && (begins || behindStop);
        }
        return small >= LEAST && small > capital;
    }

    /** Whether the sign at {@code stop} ends a sentence; the beginning of the text counts as one. */
    private static boolean ends(String text, int stop, Abbreviations abbreviations) {
        return stop < 0
                || text.charAt(stop) != '.'
                || (stop > 0
                        && Character.isLetterOrDigit(text.charAt(stop - 1))
                        && abbreviations.before(0, stop).role() == Role.NONE);
    }
}
