package dev.limelight.pipeline.cli.screen;

import org.jline.utils.WCWidth;

/**
 * Counts the columns that a text takes on a terminal: two for wide characters, none for combining
 * marks.
 */
public final class Columns {

    private Columns() {}

    /** The columns of a text without line breaks and escape sequences. */
    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** As much of a text from its beginning as fits. */
    public static String cut(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += of(character);
            if (used > columns) {
                return text.substring(0, end);
            }
            end += Character.charCount(character);
        }
        return text;
    }

    private static int of(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }
}
