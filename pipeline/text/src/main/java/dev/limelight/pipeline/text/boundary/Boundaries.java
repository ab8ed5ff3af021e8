package dev.limelight.pipeline.text.boundary;

import com.ibm.icu.lang.UScript;
import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.LanguageProfile.Section;
import dev.limelight.pipeline.text.layout.Endings;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.script.Punctuation;
import dev.limelight.pipeline.text.script.Spacing;
import dev.limelight.pipeline.text.script.Words;

/**
 * Decides whether a place where a sentence may end really ends one. Reads a bounded number of
 * characters around the place, and the whole text once. Immutable.
 *
 * <p>Places come from Unicode's rules, which {@link #ends} takes false ones back of, and from signs
 * behind which Unicode's rules never end a sentence, because no capital follows or a mark of a note
 * stands between: those are for {@link #endsUnproposed}, which is strict.
 */
public final class Boundaries {

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
            return endsGlued(stop, end);
        }
        int word = wordStart(next);
        boolean spoken = stop < end || Punctuation.isDash(text.charAt(next));
        if (Character.isLowerCase(text.codePointAt(word)) && spoken) {
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
        if (!Punctuation.isStop(text, sign)) {
            return -1;
        }
        int end = Endings.after(text, sign + 1, limit);
        return end < limit && mayFollow(end) ? end : -1;
    }

    private boolean mayFollow(int at) {
        return Lines.isSpace(text.charAt(at))
                || Character.isLetterOrDigit(text.codePointAt(at))
                || Punctuation.mayOpen(text, at);
    }

    /**
     * Where a sentence ends that Unicode's rules end at {@code at}: they take every quotation mark
     * behind a stop for a closing one, and none behind a space.
     *
     * @param start where the block begins
     * @param limit one past it
     */
    public int settled(int start, int at, int limit) {
        int end = beforeOpeners(start, at);
        int stop = end;
        while (stop > start && Lines.isSpace(text.charAt(stop - 1))) {
            stop--;
        }
        return stop > start ? Math.max(end, Endings.after(text, stop, limit)) : end;
    }

    private int beforeOpeners(int start, int at) {
        int end = at;
        while (end > start + 1 && at - end < MOST_LOOK && opens(end - 1)) {
            end--;
        }
        return end;
    }

    private boolean opens(int at) {
        return Punctuation.mayOpen(text, at) && !Punctuation.closes(text, at);
    }

    /**
     * Whether a sentence ends at {@code end} and the next begins at {@code next}, though Unicode's
     * rules see no end; the parameters are those of {@link #ends}.
     */
    public boolean endsUnproposed(int start, int end, int next) {
        int stop = Endings.signEnd(text, start, end);
        char sign = text.charAt(stop - 1);
        if (!Punctuation.isStop(text, stop - 1) || ellipsis(stop)) {
            return false;
        }
        if (end == next) {
            return endsGlued(stop, end);
        }
        int word = wordStart(next);
        if (Punctuation.isDash(text.charAt(next))) {
            return word > next
                    && !Character.isLowerCase(text.codePointAt(word))
                    && Character.isLetter(text.codePointAt(word))
                    && (sign != '.' || stopEnds(start, stop, next, word));
        }
        if (Character.isLowerCase(text.codePointAt(word))) {
            return smallBegins(start, stop, end, next, word);
        }
        boolean note = Endings.hasNote(text, stop, end);
        return (note || numberBegins(start, stop, word))
                && (sign != '.' || stopEnds(start, stop, next, word));
    }

    /**
     * Whether a sentence ends though no white space stands behind it: its stop needs none, or the
     * next letter is of a script that needs none. One in quotation marks goes on before a word that
     * quotes it.
     */
    private boolean endsGlued(int stop, int end) {
        int sign = text.charAt(stop - 1);
        int next = text.codePointAt(end);
        if (Punctuation.standsAlone(sign)) {
            return !isBetweenDigits(stop, end) && !quotes(stop, end);
        }
        int before = stop > 1 ? text.codePointBefore(stop - 1) : sign;
        if (!isCaseless(next) || Character.isUpperCase(before) || Character.isLowerCase(before)) {
            return false;
        }
        boolean spaceless = Spacing.isWithout(next);
        if (sign == '.') {
            boolean complex = Spacing.isComplex(before);
            return stop == end
                    && ((spaceless && Spacing.isWithout(before) && !complex)
                            || (isHangul(next) && isHangul(before)));
        }
        return (spaceless || stop == end) && !quotes(stop, end);
    }

    private boolean isBetweenDigits(int stop, int end) {
        return stop == end
                && stop > 1
                && Character.isDigit(text.charAt(stop - 2))
                && Character.isDigit(text.charAt(end))
                && "．｡".indexOf(text.charAt(stop - 1)) >= 0;
    }

    private boolean quotes(int stop, int end) {
        return end > stop
                && profile.has(
                        Section.QUOTING, text.substring(end, Words.end(text, end, text.length())));
    }

    private static boolean isCaseless(int letter) {
        return Character.getType(letter) == Character.OTHER_LETTER;
    }

    private static boolean isHangul(int letter) {
        return UScript.getScript(letter) == UScript.HANGUL;
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
            case UNIT -> (starter || !abbreviations.ordinals()) && !initialFollows(word);
            case DIGITS -> starter && !profile.has(Section.MONTH, wordAt(word));
            case CAPTION -> false;
        };
    }

    /** {@code 700 a. C.}: what follows is a letter with a stop of its own. */
    private boolean initialFollows(int word) {
        return word + 1 < text.length()
                && Character.isUpperCase(text.charAt(word))
                && text.charAt(word + 1) == '.';
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
        return Punctuation.isWordPart(text.charAt(at));
    }

    private int wordStart(int next) {
        int word = next;
        while (word + 1 < text.length() && word - next < MOST_LOOK && isBefore(next, word)) {
            word++;
        }
        return word;
    }

    /** Whether a unit stands between a sentence's beginning and its first word. */
    private boolean isBefore(int next, int at) {
        boolean dash = Punctuation.isDash(text.charAt(next));
        return Punctuation.mayOpen(text, at)
                || (dash && (at == next || Lines.isSpace(text.charAt(at))));
    }
}
