package dev.limelight.pipeline.text.boundary;

import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.LanguageProfile.Section;
import dev.limelight.pipeline.text.layout.Endings;
import dev.limelight.pipeline.text.layout.Lines;

/**
 * Decides whether a place where a sentence may end really ends one. Reads a bounded number of
 * characters around the place, and the whole text once. Immutable.
 *
 * <p>Places come from Unicode's rules, which {@link #ends} takes false ones back of, and from signs
 * behind which Unicode's rules never end a sentence, because no capital follows or a mark of a note
 * stands between: those are for {@link #endsUnproposed}, which is strict.
 */
public final class Boundaries {

    private static final String OPENERS = "\"'“‘„«»‚‹›([{*_`¿¡";
    private static final String CJK_STOPS = "。！？．｡";
    private static final String STOPS = ".!?";
    private static final int MOST_LOOK = 64;
    private static final int LEAST_WORD = 4;
    private static final int LEAST_BRAND = 4;

    private final String text;
    private final LanguageProfile profile;
    private final Abbreviations abbreviations;
    private final boolean small;

    /** For one text. */
    public Boundaries(String text, LanguageProfile profile) {
        this.text = text;
        this.profile = profile;
        this.abbreviations = new Abbreviations(text, profile);
        this.small = Casing.isSmall(text, abbreviations);
    }

    /**
     * Whether a sentence ends at {@code end} and the next begins at {@code next}, as Unicode's
     * rules say.
     *
     * @param start where the block begins; nothing before it counts
     * @param end one past the last unit that is not white space
     * @param next the first unit behind it that is not white space
     */
    public boolean ends(int start, int end, int next) {
        int stop = Endings.signEnd(text, start, end);
        char sign = text.charAt(stop - 1);
        if (end == next) {
            return CJK_STOPS.indexOf(sign) >= 0;
        }
        int word = wordStart(next);
        if (Character.isLowerCase(text.codePointAt(word)) && stop < end) {
            return false;
        }
        return sign != '.' || ellipsis(stop) || stopEnds(start, stop, next, word);
    }

    /**
     * Where a sentence may end of which {@code sign} is the stop, closers and marks of notes
     * included; -1 where none may.
     *
     * @param limit one past the block
     */
    public int place(int sign, int limit) {
        if (STOPS.indexOf(text.charAt(sign)) < 0) {
            return -1;
        }
        int end = Endings.after(text, sign + 1, limit);
        return end < limit && Lines.isSpace(text.charAt(end)) ? end : -1;
    }

    /**
     * Whether a sentence ends at {@code end} and the next begins at {@code next}, though Unicode's
     * rules see no end; the parameters are those of {@link #ends}.
     */
    public boolean endsUnproposed(int start, int end, int next) {
        int stop = Endings.signEnd(text, start, end);
        char sign = text.charAt(stop - 1);
        int word = wordStart(next);
        if (STOPS.indexOf(sign) < 0 || ellipsis(stop)) {
            return false;
        }
        if (Character.isLowerCase(text.codePointAt(word))) {
            return smallBegins(start, stop, end, next, word);
        }
        boolean note = Endings.hasNote(text, stop, end);
        return (note || numberBegins(start, stop, word))
                && (sign != '.' || stopEnds(start, stop, next, word));
    }

    /** A brand name such as {@code iPhone}; or any word of a text that begins sentences small. */
    private boolean smallBegins(int start, int stop, int end, int next, int word) {
        boolean quoted = stop < end && text.charAt(stop) != ')' && text.charAt(stop) != ']';
        boolean plain = stop == end || Endings.hasNote(text, stop, end) || !quoted;
        boolean brand = stop == end && isBrand(wordAt(word));
        boolean spoken = small && (plain || text.charAt(stop - 1) == '.');
        return (brand || spoken)
                && (text.charAt(stop - 1) != '.' || stopEnds(start, stop, next, word));
    }

    /** {@code iPhone}, {@code eBay}, {@code macOS}. */
    private static boolean isBrand(String word) {
        return word.length() >= LEAST_BRAND
                && word.substring(1, LEAST_BRAND).chars().anyMatch(Character::isUpperCase);
    }

    /**
     * {@code in May. 37 workers}, {@code last year. $37}: behind a word that is no abbreviation.
     */
    private boolean numberBegins(int start, int stop, int word) {
        boolean money =
                Character.getType(text.charAt(word)) == Character.CURRENCY_SYMBOL
                        && word + 1 < text.length()
                        && Character.isDigit(text.charAt(word + 1));
        if (!money && !Character.isDigit(text.charAt(word))) {
            return false;
        }
        int letters = 0;
        while (stop - 2 - letters >= start
                && isWordPart(stop - 2 - letters)
                && letters < MOST_LOOK) {
            letters++;
        }
        return text.charAt(stop - 1) != '.' || letters >= leastWord();
    }

    /** Where words with a stop are many, or nobody knows them, a short one may be one of them. */
    private int leastWord() {
        return profile.generic() || abbreviations.ordinals() ? LEAST_WORD : 2;
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
            case INITIAL -> starter && (before.capital() || small);
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
        return (small || Character.isUpperCase(text.codePointAt(word)))
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

    private static boolean isOpener(char unit) {
        return OPENERS.indexOf(unit) >= 0;
    }
}
