package dev.limelight.pipeline.text.layout;

import java.util.Locale;
import java.util.Set;

/**
 * Tells what a hyphen at the end of a line is: one that divides a word ({@code de-} / {@code
 * cided}), one of the word's own ({@code well-} / {@code known}), or one that stands for a part to
 * come ({@code Kinder-} / {@code und}). Looks at most 64 units far. Stateless.
 */
public final class LineHyphens {

    /** What a hyphen at the end of a line is. */
    public enum Kind {
        /** None, or no letter or digit stands before it. */
        NONE,
        /** It divides a word; without it and the line break the word is whole. */
        DIVIDES,
        /** The word's own; without the line break the word is whole. */
        OWN,
        /** It stands for the other part of a compound; the line break is a space. */
        SUSPENDED
    }

    private static final int MOST_LOOK = 64;
    private static final String HYPHENS = "-\u2010\u00ad";

    private static final Set<String> CONJUNCTIONS =
            Set.of(
                    "and", "or", "to", "nor", "but", "und", "oder", "bzw", "sowie", "bis", "als",
                    "noch", "et", "ou", "e", "y", "o", "en", "of");

    /** First parts that nearly always keep their hyphen. */
    private static final Set<String> KEEPERS =
            Set.of(
                    "well", "ill", "self", "half", "all", "ex", "ever", "cross", "long", "short",
                    "high", "low", "full", "hard", "old", "new", "two", "three", "four", "five",
                    "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty",
                    "sixty", "seventy", "eighty", "ninety", "one", "first", "second", "third",
                    "mother", "father", "brother", "sister", "year", "world", "best", "better",
                    "fast", "slow", "far", "near", "left", "right", "large", "small", "good",
                    "double", "single", "so", "non", "state", "user", "e", "x", "t");

    private LineHyphens() {}

    /** What the unit at {@code hyphen} is, if the line breaks behind it. */
    public static Kind kind(String text, int hyphen) {
        int next = next(text, hyphen);
        boolean whole =
                next < 0 || hyphen == 0 || !Character.isLetterOrDigit(text.charAt(hyphen - 1));
        if (whole || !Character.isLetterOrDigit(text.charAt(next))) {
            return Kind.NONE;
        }
        if (text.charAt(hyphen) == '\u00ad') {
            return Kind.DIVIDES;
        }
        String after = wordAfter(text, next);
        String before = wordBefore(text, hyphen);
        if (CONJUNCTIONS.contains(after)) {
            return Kind.SUSPENDED;
        }
        return divides(text, hyphen, next, before) ? Kind.DIVIDES : Kind.OWN;
    }

    /** The first unit of the line behind a hyphen that ends its line; -1 where it does not. */
    public static int next(String text, int hyphen) {
        int at = hyphen + 1;
        if (HYPHENS.indexOf(text.charAt(hyphen)) < 0) {
            return -1;
        }
        int limit = Math.min(text.length(), hyphen + MOST_LOOK);
        int breaks = 0;
        while (at < limit && (Lines.isSpace(text.charAt(at)) || isQuote(text, at, breaks))) {
            boolean second = text.charAt(at) == '\n' && text.charAt(at - 1) == '\r';
            breaks += Lines.isBreak(text.charAt(at)) && !second ? 1 : 0;
            at++;
        }
        return breaks == 1 && at < limit ? at : -1;
    }

    private static boolean isQuote(String text, int at, int breaks) {
        return breaks == 1 && text.charAt(at) == '>';
    }

    private static boolean divides(String text, int hyphen, int next, String before) {
        char last = text.charAt(hyphen - 1);
        boolean small = Character.isLowerCase(last) && Character.isLowerCase(text.charAt(next));
        boolean inner = before.indexOf('-') >= 0;
        return small && !inner && !KEEPERS.contains(before);
    }

    private static String wordBefore(String text, int hyphen) {
        int at = hyphen;
        while (at > 0 && hyphen - at < MOST_LOOK && isWordPart(text.charAt(at - 1))) {
            at--;
        }
        return text.substring(at, hyphen).toLowerCase(Locale.ROOT);
    }

    private static String wordAfter(String text, int next) {
        int at = next;
        while (at < text.length() && at - next < MOST_LOOK && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(next, at).toLowerCase(Locale.ROOT);
    }

    private static boolean isWordPart(char unit) {
        return Character.isLetterOrDigit(unit) || HYPHENS.indexOf(unit) >= 0;
    }
}
