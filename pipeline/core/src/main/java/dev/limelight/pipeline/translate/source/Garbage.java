package dev.limelight.pipeline.translate.source;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds what a model wrote of the bytes of characters that it does not know: characters that are
 * none, and letters of scripts that neither its source nor its language has. Stateless.
 */
public final class Garbage {

    private static final int REPLACEMENT = 0xFFFD;

    private Garbage() {}

    /** The UTF-16 units of a text that are no characters and that its source does not have. */
    public static BitSet noCharacters(String source, String written) {
        BitSet found = new BitSet();
        for (int at = 0; at < written.length(); ) {
            int codePoint = written.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            if (isNone(codePoint) && source.indexOf(codePoint) < 0) {
                found.set(at, next);
            }
            at = next;
        }
        return found;
    }

    /**
     * Whether a text has letters of a script that neither its source nor its language has.
     *
     * @param language BCP 47, of the text
     */
    public static boolean hasForeignLetters(String source, String written, String language) {
        Set<Integer> scripts = new HashSet<>(Set.of(UScript.COMMON, UScript.INHERITED));
        for (int script : scripts(language)) {
            scripts.add(script);
        }
        source.codePoints().forEach(codePoint -> scripts.add(UScript.getScript(codePoint)));
        return written.codePoints()
                .filter(Character::isLetter)
                .anyMatch(codePoint -> !scripts.contains(UScript.getScript(codePoint)));
    }

    private static int[] scripts(String language) {
        int[] scripts = UScript.getCode(ULocale.forLanguageTag(language));
        return scripts == null ? new int[0] : scripts;
    }

    private static boolean isNone(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint == REPLACEMENT
                || type == Character.CONTROL
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE;
    }
}
