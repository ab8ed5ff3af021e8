package dev.limelight.pipeline.text.boundary;

import com.ibm.icu.lang.UScript;
import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.LanguageProfile.Section;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.script.Punctuation;
import dev.limelight.pipeline.text.script.Spacing;
import java.util.Locale;

/** Tells what the word before a full stop is. Immutable; looks back 64 units at most. */
final class Abbreviations {

    private static final int MOST_LOOK = 64;
    private static final int YEAR_DIGITS = 4;

    private final String text;
    private final LanguageProfile profile;

    Abbreviations(String text, LanguageProfile profile) {
        this.text = text;
        this.profile = profile;
    }

    /** What a word with a full stop may be. */
    enum Role {
        NONE,
        TITLE,
        NUMBER,
        OPEN,
        FINAL,
        INITIAL,
        UNIT,
        DIGITS,
        CAPTION
    }

    /**
     * A word before a full stop.
     *
     * @param role what it may be
     * @param capital whether it begins with a capital
     */
    record Word(Role role, boolean capital) {}

    /** Whether the language writes ordinals with a full stop, and nouns with a capital. */
    boolean ordinals() {
        return !profile.list(Section.MONTH).isEmpty();
    }

    /**
     * The word whose full stop is at {@code dot}.
     *
     * @param start where to stop looking back
     */
    Word before(int start, int dot) {
        int from = Math.max(start, dot - MOST_LOOK);
        int word = wordStart(from, dot);
        if (word == dot) {
            return new Word(Role.NONE, false);
        }
        int last = text.codePointBefore(dot);
        if (Spacing.isComplex(last)) {
            return new Word(Role.TITLE, false);
        }
        String key = key(word, dot);
        boolean capital = Character.isUpperCase(text.charAt(word));
        if (isDigits(key)) {
            return new Word(digits(start, word, key), capital);
        }
        return new Word(role(from, word, key), capital);
    }

    private Role role(int from, int word, String key) {
        if (profile.has(Section.FINAL, key) && afterDigit(from, word)) {
            return Role.FINAL;
        }
        Role listed = listed(chain(from, word, key));
        if (listed == Role.NONE) {
            listed = listed(key);
        }
        if (key.codePointCount(0, key.length()) == 1) {
            return letter(from, word, key, listed);
        }
        return listed == Role.NONE ? listed(key.substring(key.lastIndexOf('-') + 1)) : listed;
    }

    private Role letter(int from, int word, String key, Role listed) {
        char before = word > from ? text.charAt(word - 1) : ' ';
        if (isSyllable(key.codePointAt(0)) || before == '/' || before == '\'' || before == '’') {
            return Role.NONE;
        }
        boolean capital = Character.isUpperCase(text.charAt(word));
        if (!capital && afterDigit(from, word)) {
            return Role.UNIT;
        }
        boolean initial = listed == Role.NONE || (capital && !ordinals());
        return initial ? Role.INITIAL : listed;
    }

    /** Whether one sign is a syllable or a word, and no letter. */
    private static boolean isSyllable(int sign) {
        return Spacing.isWithout(sign) || UScript.getScript(sign) == UScript.HANGUL;
    }

    private boolean afterDigit(int from, int word) {
        int at = word;
        while (at > from && Lines.isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at > from && Character.isDigit(text.charAt(at - 1));
    }

    private Role listed(String key) {
        if (profile.has(Section.TITLE, key)) {
            return Role.TITLE;
        }
        if (profile.has(Section.FINAL, key)) {
            return Role.FINAL;
        }
        if (profile.has(Section.NUMBER, key)) {
            return Role.NUMBER;
        }
        boolean street = profile.code().equals("de") && key.endsWith("str");
        return street || profile.has(Section.OPEN, key) ? Role.OPEN : Role.NONE;
    }

    /** The key with the short parts before it: {@code z.b} for the B of {@code z. B.} */
    private String chain(int from, int word, String key) {
        StringBuilder chain = new StringBuilder(key);
        int at = word;
        while (at - 2 >= from && Lines.isSpace(text.charAt(at - 1)) && text.charAt(at - 2) == '.') {
            int part = wordStart(from, at - 2);
            if (part == at - 2 || at - 2 - part > 3) {
                break;
            }
            chain.insert(0, key(part, at - 2) + ".");
            at = part;
        }
        return chain.toString();
    }

    private Role digits(int start, int word, String key) {
        if (profile.has(Section.CAPTION, wordBefore(start, word))) {
            return Role.CAPTION;
        }
        return ordinals() && key.length() < YEAR_DIGITS ? Role.DIGITS : Role.NONE;
    }

    /** The first word of the block, when {@code word} is the second. */
    private String wordBefore(int start, int word) {
        int end = word;
        while (end > start && word - end < 3 && Lines.isSpace(text.charAt(end - 1))) {
            end--;
        }
        int from = wordStart(Math.max(start, end - MOST_LOOK), end);
        return from == start ? key(from, end) : "";
    }

    private int wordStart(int from, int end) {
        int at = end;
        while (at > from && isWordPart(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isWordPart(char unit) {
        return Character.isDigit(unit)
                || Punctuation.isWordPart(unit)
                || unit == '.'
                || unit == '-'
                || unit == '\u00ad';
    }

    private String key(int from, int end) {
        return text.substring(from, end).replace("\u00ad", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isDigits(String key) {
        return key.chars().allMatch(Character::isDigit);
    }
}
