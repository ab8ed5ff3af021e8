package dev.limelight.pipeline.text.script;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UCharacter.LineBreak;
import com.ibm.icu.lang.UProperty;

/**
 * Where scripts write spaces, and how many columns their letters take. Chinese, Japanese, Thai,
 * Lao, Khmer and Burmese have none between words; Chinese and Japanese none between sentences,
 * either. Stateless, thread-safe.
 */
public final class Spacing {

    private static final int FIRST_WITHOUT = 0x0E00;

    private Spacing() {}

    /** Whether a letter's script writes words without spaces between them. */
    public static boolean isWithout(int letter) {
        return letter >= FIRST_WITHOUT && (isIdeographic(letter) || isComplex(letter));
    }

    /**
     * Whether a letter is of a script in which spaces stand between clauses and sentences only, and
     * a dictionary tells the words: Thai and its kin.
     */
    public static boolean isComplex(int letter) {
        return letter >= FIRST_WITHOUT
                && UCharacter.getIntPropertyValue(letter, UProperty.LINE_BREAK)
                        == LineBreak.COMPLEX_CONTEXT;
    }

    private static boolean isIdeographic(int letter) {
        int lineBreak = UCharacter.getIntPropertyValue(letter, UProperty.LINE_BREAK);
        boolean ideographic =
                lineBreak == LineBreak.IDEOGRAPHIC
                        || lineBreak == LineBreak.CONDITIONAL_JAPANESE_STARTER
                        || lineBreak == LineBreak.NONSTARTER;
        return ideographic && UCharacter.isLetter(letter);
    }

    /** Whether a character is a Chinese or Japanese letter, or a mark as wide as one. */
    private static boolean isEastAsian(int unit) {
        return (unit >= FIRST_WITHOUT && isIdeographic(unit)) || isWideMark(unit);
    }

    private static boolean isWideMark(int unit) {
        int width = UCharacter.getIntPropertyValue(unit, UProperty.EAST_ASIAN_WIDTH);
        return (width == EastAsianWidth.WIDE || width == EastAsianWidth.FULLWIDTH)
                && !UCharacter.isLetter(unit)
                && !UCharacter.hasBinaryProperty(unit, UProperty.EXTENDED_PICTOGRAPHIC);
    }

    /** Whether a line break between two characters is no space: their script has none there. */
    public static boolean joinsLines(int before, int after) {
        return (isEastAsian(before) && isEastAsian(after))
                || (isComplex(before) && isComplex(after));
    }

    /** What stands between two sentences of which the characters are the last and the first. */
    public static String betweenSentences(int before, int after) {
        boolean quoted = before == '”' || before == '’';
        boolean none = (isEastAsian(before) || quoted) && startsEastAsian(after);
        return none ? "" : " ";
    }

    /** Two texts as one, each of whole sentences. */
    public static String joined(String before, String after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before + after;
        }
        int last = before.codePointBefore(before.length());
        return before + betweenSentences(last, after.codePointAt(0)) + after;
    }

    private static boolean startsEastAsian(int after) {
        return isEastAsian(after) || after == '“' || after == '‘';
    }

    /** How many columns a character takes: two if it is wide, none if it sits on another. */
    public static int columns(int unit) {
        if (unit < 0x300) {
            return 1;
        }
        int width = UCharacter.getIntPropertyValue(unit, UProperty.EAST_ASIAN_WIDTH);
        if (width == EastAsianWidth.WIDE || width == EastAsianWidth.FULLWIDTH) {
            return 2;
        }
        return Punctuation.isCombining(unit) ? 0 : 1;
    }

    /** The columns of {@code [start, end)}. */
    public static int columns(String text, int start, int end) {
        int columns = 0;
        for (int at = start; at < end; at += Character.charCount(text.codePointAt(at))) {
            columns += columns(text.codePointAt(at));
        }
        return columns;
    }
}
