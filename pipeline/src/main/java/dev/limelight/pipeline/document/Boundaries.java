package dev.limelight.pipeline.document;

import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.LanguageProfile.Section;

/**
 * Decides whether a place where Unicode's rules end a sentence really ends one. Reads a bounded
 * number of characters around the place. Immutable.
 */
final class Boundaries {

    private static final String CLOSERS = "\"'”’»«“›‹)]}*_`";
    private static final String OPENERS = "\"'“‘„«»‚‹›([{*_`¿¡";
    private static final String CJK_STOPS = "。！？．｡";
    private static final int MOST_LOOK = 64;

    private final String text;
    private final LanguageProfile profile;
    private final Abbreviations abbreviations;

    Boundaries(String text, LanguageProfile profile) {
        this.text = text;
        this.profile = profile;
        this.abbreviations = new Abbreviations(text, profile);
    }

    /**
     * Whether a sentence ends at {@code end} and the next begins at {@code next}.
     *
     * @param start where the block begins; nothing before it counts
     * @param end one past the last unit that is not white space
     * @param next the first unit behind it that is not white space
     */
    boolean ends(int start, int end, int next) {
        int stop = end;
        while (stop > start + 1 && end - stop < MOST_LOOK && isCloser(text.charAt(stop - 1))) {
            stop--;
        }
        char sign = text.charAt(stop - 1);
        if (end == next) {
            return CJK_STOPS.indexOf(sign) >= 0;
        }
        int word = wordStart(next);
        boolean small = Character.isLowerCase(text.codePointAt(word));
        if (small && stop < end) {
            return false;
        }
        return sign != '.' || ellipsis(stop) || stopEnds(start, stop, next, word);
    }

    /** Whether an ellipsis sign at {@code end - 1}, which Unicode's rules pass, ends a sentence. */
    boolean ellipsisEnds(int end, int next) {
        return next < text.length()
                && text.charAt(end - 1) == '…'
                && Character.isUpperCase(text.codePointAt(wordStart(next)))
                && (!abbreviations.ordinals() || starter(wordStart(next)));
    }

    private boolean ellipsis(int stop) {
        return stop >= 2 && text.charAt(stop - 2) == '.';
    }

    private boolean stopEnds(int start, int stop, int next, int word) {
        boolean starter = starter(word);
        Abbreviations.Word before = abbreviations.before(start, stop - 1);
        return switch (before.role()) {
            case NONE -> true;
            case TITLE -> false;
            case NUMBER -> !numberFollows(word) && text.charAt(next) != '(';
            case OPEN -> starter;
            case FINAL -> finalEnds(next, word, starter);
            case INITIAL -> starter && before.capital();
            case UNIT -> starter || !abbreviations.ordinals();
            case DIGITS -> starter && !profile.has(Section.MONTH, wordAt(word));
            case CAPTION -> false;
        };
    }

    private boolean finalEnds(int next, int word, boolean starter) {
        boolean noun = abbreviations.ordinals();
        return text.charAt(next) != '('
                && (starter || (!noun && !Character.isLowerCase(text.codePointAt(word))));
    }

    private boolean numberFollows(int word) {
        String follower = wordAt(word);
        return Character.isDigit(text.charAt(word))
                || "+§#".indexOf(text.charAt(word)) >= 0
                || (follower.length() == 1 && !starter(word))
                || (!follower.isEmpty()
                        && follower.chars().allMatch(unit -> "IVXLCDM".indexOf(unit) >= 0));
    }

    private boolean starter(int word) {
        return Character.isUpperCase(text.codePointAt(word))
                && profile.has(Section.STARTER, wordAt(word));
    }

    private String wordAt(int word) {
        int end = word;
        while (end < text.length() && end - word < MOST_LOOK && isWordPart(end)) {
            end++;
        }
        return text.substring(word, end);
    }

    private boolean isWordPart(int at) {
        return Character.isLetter(text.charAt(at));
    }

    private int wordStart(int next) {
        int word = next;
        while (word + 1 < text.length() && word - next < MOST_LOOK && isOpener(text.charAt(word))) {
            word++;
        }
        return word;
    }

    private static boolean isCloser(char unit) {
        return CLOSERS.indexOf(unit) >= 0;
    }

    private static boolean isOpener(char unit) {
        return OPENERS.indexOf(unit) >= 0;
    }
}
