package dev.limelight.modelserver.tokenizer;

/**
 * Turns positions that count Unicode code points, as the native tokenizer does, into positions that
 * count UTF-16 units, as Java does. They differ after each character beyond U+FFFF, so after each
 * emoji.
 */
final class CodePoints {

    private static final char REPLACEMENT = '\uFFFD';

    private final int[] starts;

    private CodePoints(int[] starts) {
        this.starts = starts;
    }

    static CodePoints of(String text) {
        return new CodePoints(hasSurrogates(text) ? starts(text) : new int[0]);
    }

    /** The UTF-16 position of the code point at {@code index}; the text's length maps to itself. */
    int utf16(int index) {
        return starts.length == 0 ? index : starts[index];
    }

    /**
     * {@code text} with each lone surrogate replaced by U+FFFD. Such a string is no Unicode text
     * and has no UTF-8 form; the native side would make three characters of each, and all positions
     * behind it would be wrong. One for one, they stay right.
     */
    static String wellFormed(String text) {
        if (!hasSurrogates(text)) {
            return text;
        }
        StringBuilder fixed = new StringBuilder(text);
        for (int i = 0; i < fixed.length(); i++) {
            int codePoint = fixed.codePointAt(i);
            if (Character.isSupplementaryCodePoint(codePoint)) {
                i++;
            } else if (Character.isSurrogate((char) codePoint)) {
                fixed.setCharAt(i, REPLACEMENT);
            }
        }
        return fixed.toString();
    }

    private static boolean hasSurrogates(String text) {
        return text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    }

    private static int[] starts(String text) {
        int[] starts = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int i = 0; i < starts.length - 1; i++) {
            starts[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        starts[starts.length - 1] = at;
        return starts;
    }
}
