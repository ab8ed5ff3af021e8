package dev.limelight.pipeline.text.script;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.UnicodeSet;

/**
 * The marks that end sentences and clauses, and those around quotations and asides, of all scripts
 * as Unicode lists them. Stateless, thread-safe; looks at most {@value #MOST_LOOK} units far.
 */
public final class Punctuation {

    private static final int MOST_LOOK = 256;

    private static final UnicodeSet STOPS = new UnicodeSet("[:Sentence_Terminal:]").freeze();

    /** Stops of one script, or as wide as a letter of one: no space needs to follow them. */
    private static final UnicodeSet STOPS_OF_A_SCRIPT =
            new UnicodeSet("[[:Sentence_Terminal:]-[:scx=Common:]]")
                    .addAll(new UnicodeSet("[[:Sentence_Terminal:]&[:ea=F:]]"))
                    .freeze();

    /** Terminal_Punctuation, and what else ends a clause; dashes and brackets among them. */
    private static final UnicodeSet CLAUSE_ENDS =
            new UnicodeSet("[[:Terminal_Punctuation:]…–—[:Bidi_Paired_Bracket_Type=Close:]]")
                    .freeze();

    private static final UnicodeSet CLAUSE_ENDS_OF_A_SCRIPT =
            new UnicodeSet("[[:Terminal_Punctuation:]-[:scx=Common:]]")
                    .addAll(new UnicodeSet("[[:Terminal_Punctuation:]&[:ea=F:]]"))
                    .freeze();

    private static final UnicodeSet LINE_ENDS =
            new UnicodeSet("[[:Terminal_Punctuation:][:Sentence_Terminal:]…]").freeze();

    private static final UnicodeSet OPENERS =
            new UnicodeSet("[[:Bidi_Paired_Bracket_Type=Open:][[:Quotation_Mark:]&[:Ps:]]¿¡]")
                    .freeze();

    private static final UnicodeSet CLOSERS =
            new UnicodeSet("[[:Bidi_Paired_Bracket_Type=Close:][[:Quotation_Mark:]&[:Pe:]]]")
                    .freeze();

    /** Quotation marks that open in one language and close in another, and those of Markdown. */
    private static final UnicodeSet EITHER =
            new UnicodeSet("[[:Quotation_Mark:]-[:Ps:]-[:Pe:]*_`]").freeze();

    private static final UnicodeSet DASHES = new UnicodeSet("[–—―⸺⸻]").freeze();

    private Punctuation() {}

    /**
     * Whether a sentence may end with the unit at {@code at}: a stop of any script; and the signs
     * that Greek and Armenian write like the semicolon and colon of others, behind their letters.
     */
    public static boolean isStop(String text, int at) {
        char unit = text.charAt(at);
        if (STOPS.contains(unit)) {
            return true;
        }
        return at > 0
                && ((unit == ';' && isOf(text.charAt(at - 1), UScript.GREEK))
                        || (unit == ':' && isOf(text.charAt(at - 1), UScript.ARMENIAN))
                        || isDoubledWordSpace(text, at));
    }

    /** Ethiopic's word space, written twice, stands for its full stop. */
    private static boolean isDoubledWordSpace(String text, int at) {
        return text.charAt(at) == '፡' && text.charAt(at - 1) == '፡';
    }

    /** Whether {@code mark} is a stop of any script that is one without its context. */
    public static boolean isStop(int mark) {
        return STOPS.contains(mark);
    }

    /** Whether a stop needs no white space behind it, as {@code 。} and {@code ।} do not. */
    public static boolean standsAlone(int stop) {
        return STOPS_OF_A_SCRIPT.contains(stop) || stop == '፡';
    }

    /** Whether a clause may end with a mark: commas, colons, dashes, closing brackets, stops. */
    public static boolean endsClause(int mark) {
        return CLAUSE_ENDS.contains(mark);
    }

    /** Whether a clause ends behind a mark whatever follows, as behind {@code 、} and {@code ।}. */
    public static boolean endsClauseAlone(int mark) {
        return CLAUSE_ENDS_OF_A_SCRIPT.contains(mark);
    }

    /** Whether a line that ends with this mark ends no heading: stops, commas, colons. */
    public static boolean endsLine(int mark) {
        return LINE_ENDS.contains(mark);
    }

    /** Whether a mark is a dash that can stand before what somebody says. */
    public static boolean isDash(int mark) {
        return DASHES.contains(mark);
    }

    /** Whether the unit at {@code at} may open a quotation or an aside; some can close one, too. */
    public static boolean mayOpen(String text, int at) {
        char unit = text.charAt(at);
        return OPENERS.contains(unit) || EITHER.contains(unit);
    }

    /** Whether a mark opens or closes a quotation or an aside. */
    public static boolean isAround(int mark) {
        return OPENERS.contains(mark) || CLOSERS.contains(mark) || EITHER.contains(mark);
    }

    /**
     * Whether the unit at {@code at}, behind a stop, closes a quotation or an aside. A mark that
     * can do either closes before white space and marks, and opens behind white space; between two
     * letters its form says it, and of straight ones their number in the paragraph.
     */
    public static boolean closes(String text, int at) {
        char unit = text.charAt(at);
        if (CLOSERS.contains(unit)) {
            return true;
        }
        return EITHER.contains(unit) && !opensWord(text, at, unit);
    }

    private static boolean opensWord(String text, int at, char unit) {
        int next = at + 1;
        boolean before =
                next < text.length()
                        && (Character.isLetterOrDigit(text.codePointAt(next))
                                || OPENERS.contains(text.charAt(next)));
        if (!before) {
            return false;
        }
        return switch (UCharacter.getType(unit)) {
            case UCharacter.INITIAL_PUNCTUATION -> true;
            case UCharacter.FINAL_PUNCTUATION -> false;
            default -> countsOdd(text, at, unit);
        };
    }

    /** Whether the mark is the first, third, and so on of its paragraph. */
    private static boolean countsOdd(String text, int at, char unit) {
        boolean odd = true;
        for (int i = at - 1; i >= 0 && at - i < MOST_LOOK && text.charAt(i) != '\n'; i--) {
            odd ^= text.charAt(i) == unit;
        }
        return odd;
    }

    private static boolean isOf(char unit, int script) {
        return UCharacter.isLetter(unit) && UScript.hasScript(unit, script);
    }

    /** Whether {@code unit} sits on the letter before it and belongs to that one's word. */
    public static boolean isCombining(int unit) {
        return UCharacter.hasBinaryProperty(unit, UProperty.GRAPHEME_EXTEND)
                || UCharacter.getType(unit) == UCharacter.COMBINING_SPACING_MARK
                || unit == 0x200D;
    }

    /** Whether {@code unit} is a letter or sits on one. */
    public static boolean isWordPart(int unit) {
        return Character.isLetter(unit) || (unit >= 0x300 && isCombining(unit));
    }
}
