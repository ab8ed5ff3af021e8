package dev.limelight.pipeline.guard.unicode;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds characters without a glyph where no script needs them, and those that delete what was
 * shown. Joiners are innocent next to letters of scripts that join or that form conjuncts, and
 * between emoji; zero-width spaces in scripts that write no spaces; soft hyphens where a word may
 * break.
 */
final class InvisibleCharacters {

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int SOFT_HYPHEN = 0xAD;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int BACKSPACE = 0x08;
    private static final int DELETE = 0x7F;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0000;
    private static final int END_OF_TAGS = 0xE007F;
    private static final int FEWEST_LETTERS_OF_PIECE = 2;
    private static final int FEWEST_LETTERS_OF_WORD = 5;
    private static final int MOST_MARKS = 5;
    private static final int NEAR = 4;

    /** Never needed in running text: fillers, word joiner, invisible operators, old controls. */
    private static final Set<Integer> NEVER =
            Set.of(
                    0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0x180E, 0x2060, 0x2061, 0x2062, 0x2063,
                    0x2064, 0x206A, 0x206B, 0x206C, 0x206D, 0x206E, 0x206F, 0xFFF9, 0xFFFA, 0xFFFB);

    private static final Set<Integer> JOINING =
            Set.of(
                    UScript.ARABIC,
                    UScript.SYRIAC,
                    UScript.MONGOLIAN,
                    UScript.NKO,
                    UScript.MANDAIC,
                    UScript.DEVANAGARI,
                    UScript.BENGALI,
                    UScript.GURMUKHI,
                    UScript.GUJARATI,
                    UScript.ORIYA,
                    UScript.TAMIL,
                    UScript.TELUGU,
                    UScript.KANNADA,
                    UScript.MALAYALAM,
                    UScript.SINHALA,
                    UScript.KHMER,
                    UScript.MYANMAR,
                    UScript.TIBETAN);

    private static final Set<Integer> WITHOUT_SPACES =
            Set.of(
                    UScript.THAI,
                    UScript.LAO,
                    UScript.KHMER,
                    UScript.MYANMAR,
                    UScript.TIBETAN,
                    UScript.HAN,
                    UScript.HIRAGANA,
                    UScript.KATAKANA);

    private final String text;
    private final List<Trick> tricks = new ArrayList<>();

    private InvisibleCharacters(String text) {
        this.text = text;
    }

    /** All of a text, in order. */
    static List<Trick> in(String text) {
        var found = new InvisibleCharacters(text);
        int at = 0;
        while (at < text.length()) {
            at = found.look(at, text.codePointAt(at));
        }
        return found.tricks;
    }

    /** Looks at one character, or at a sequence that belongs together; gives what follows it. */
    private int look(int at, int point) {
        int end = at + Character.charCount(point);
        if (point < 0x80 && point != BACKSPACE && point != DELETE) {
            return end;
        }
        if (point == BLACK_FLAG) {
            return flagEnd(end);
        }
        if (isMark(point)) {
            return marks(at);
        }
        Deceit deceit = deceit(at, end, point);
        if (deceit != null) {
            tricks.add(new Trick(at, end, deceit));
        }
        return end;
    }

    private @Nullable Deceit deceit(int at, int end, int point) {
        if (isTag(point)) {
            return Deceit.TAG;
        }
        if (point == BACKSPACE || point == DELETE) {
            return isOverstrike(at, end) ? null : Deceit.DELETION;
        }
        if (UCharacter.hasBinaryProperty(point, UProperty.VARIATION_SELECTOR)) {
            return isSelected(at, point) ? null : Deceit.SELECTOR;
        }
        return isHidden(at, end, point) ? Deceit.INVISIBLE : null;
    }

    private boolean isHidden(int at, int end, int point) {
        return switch (point) {
            case NON_JOINER -> !isNear(JOINING, at, end);
            case JOINER -> !isNear(JOINING, at, end) && !isBetweenEmoji(at, end);
            case ZERO_WIDTH_SPACE -> !isNear(WITHOUT_SPACES, at, end);
            case SOFT_HYPHEN -> isInside(at, end) && !isBreak(at, end);
            case BYTE_ORDER_MARK -> at > 0;
            default -> NEVER.contains(point);
        };
    }

    /** The end of a flag of a region: the black flag, tags that name it, the end of tags. */
    private int flagEnd(int at) {
        int end = at;
        while (end < text.length() && isTag(text.codePointAt(end))) {
            int tag = text.codePointAt(end);
            end += Character.charCount(tag);
            if (tag == END_OF_TAGS) {
                return end;
            }
        }
        return at;
    }

    private static boolean isTag(int point) {
        return point >= FIRST_TAG && point <= END_OF_TAGS;
    }

    private static boolean isMark(int point) {
        int type = UCharacter.getType(point);
        boolean isSelector = UCharacter.hasBinaryProperty(point, UProperty.VARIATION_SELECTOR);
        return type == Character.NON_SPACING_MARK && !isSelector;
    }

    private int marks(int at) {
        int end = at;
        int count = 0;
        while (end < text.length() && isMark(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
            count++;
        }
        if (count > MOST_MARKS) {
            tricks.add(new Trick(at, end, Deceit.STACKED));
        }
        return end;
    }

    /** Bold and underlined text of line printers, as {@code man} writes it. */
    private boolean isOverstrike(int at, int end) {
        return at > 0
                && end < text.length()
                && (text.charAt(at - 1) == text.charAt(end)
                        || text.charAt(at - 1) == '_'
                        || text.charAt(end) == '_');
    }

    private boolean isSelected(int at, int selector) {
        if (at == 0) {
            return false;
        }
        int base = text.codePointBefore(at);
        return UCharacter.hasBinaryProperty(base, UProperty.EMOJI)
                || UCharacter.hasBinaryProperty(base, UProperty.IDEOGRAPHIC)
                || UScript.getScript(base) == UScript.MONGOLIAN
                || UScript.getScript(base) == UScript.MYANMAR
                || UScript.getScript(base) == UScript.PHAGS_PA
                || (isSymbol(base) && selector <= 0xFE0F);
    }

    private static boolean isSymbol(int point) {
        int type = UCharacter.getType(point);
        return type == Character.MATH_SYMBOL || type == Character.OTHER_SYMBOL;
    }

    private boolean isNear(Set<Integer> scripts, int at, int end) {
        return scripts.contains(scriptBefore(at)) || scripts.contains(scriptAt(end));
    }

    /** The script of the nearest letter before; punctuation may stand between. */
    private int scriptBefore(int at) {
        int before = at;
        for (int i = 0; i < NEAR && before > 0; i++) {
            int point = text.codePointBefore(before);
            if (hasScript(point)) {
                return UScript.getScript(point);
            }
            before -= Character.charCount(point);
        }
        return UScript.UNKNOWN;
    }

    private int scriptAt(int at) {
        int after = at;
        for (int i = 0; i < NEAR && after < text.length(); i++) {
            int point = text.codePointAt(after);
            if (hasScript(point)) {
                return UScript.getScript(point);
            }
            after += Character.charCount(point);
        }
        return UScript.UNKNOWN;
    }

    private static boolean hasScript(int point) {
        int script = UScript.getScript(point);
        return script != UScript.INHERITED && script != UScript.COMMON;
    }

    private boolean isBetweenEmoji(int at, int end) {
        return at > 0
                && end < text.length()
                && isEmojiPart(text.codePointBefore(at))
                && isEmojiPart(text.codePointAt(end));
    }

    private static boolean isEmojiPart(int point) {
        return point > 0x7F
                && (UCharacter.hasBinaryProperty(point, UProperty.EMOJI_COMPONENT)
                        || UCharacter.hasBinaryProperty(point, UProperty.EMOJI));
    }

    private boolean isInside(int at, int end) {
        return isWordPart(at - 1) && isWordPart(end);
    }

    private boolean isWordPart(int at) {
        return isLetter(at) || (at >= 0 && at < text.length() && text.charAt(at) == SOFT_HYPHEN);
    }

    /** Whether a word may break here: enough letters on both sides, up to the next break. */
    private boolean isBreak(int at, int end) {
        int before = 0;
        while (before < FEWEST_LETTERS_OF_WORD && isLetter(at - before - 1)) {
            before++;
        }
        int after = 0;
        while (after < FEWEST_LETTERS_OF_WORD && isLetter(end + after)) {
            after++;
        }
        return before >= FEWEST_LETTERS_OF_PIECE
                && after >= FEWEST_LETTERS_OF_PIECE
                && before + after >= FEWEST_LETTERS_OF_WORD;
    }

    private boolean isLetter(int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }
}
