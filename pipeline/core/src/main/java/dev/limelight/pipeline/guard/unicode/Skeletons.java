package dev.limelight.pipeline.guard.unicode;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What letters look like, by Unicode's confusables (UTS 39): two texts with one skeleton look the
 * same. Only the skeletons of {@link SpoofChecker} are used; its checks are made for identifiers
 * and would flag every name in another script. Thread-safe.
 */
final class Skeletons {

    private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final int LAST = 0x52F;

    private final Map<Integer, String> known = new ConcurrentHashMap<>();
    private final Map<Integer, Set<String>> alphabets = new HashMap<>();

    Skeletons() {
        for (int script : new int[] {UScript.LATIN, UScript.CYRILLIC, UScript.GREEK}) {
            alphabets.put(script, alphabet(script));
        }
    }

    /** The skeleton of a letter. */
    String of(int letter) {
        return known.computeIfAbsent(
                letter, any -> CONFUSABLES.getSkeleton(Character.toString(letter)));
    }

    /** The skeleton of a word, letter by letter. */
    String of(String word) {
        var skeleton = new StringBuilder();
        word.codePoints().forEach(letter -> skeleton.append(of(letter)));
        return skeleton.toString();
    }

    /** Whether a letter looks like a basic letter of another script. */
    boolean isLike(int letter, int script) {
        return alphabets.getOrDefault(script, Set.of()).contains(of(letter));
    }

    /**
     * The letter of ASCII that this is another form of, such as a full-width or a mathematical one;
     * null where it is none. Superscripts and ordinals are not: they are read as what they are.
     */
    static @Nullable Character plainForm(int letter) {
        String decomposition = NFKC.getRawDecomposition(letter);
        boolean isForm =
                letter > 0x7F
                        && decomposition != null
                        && decomposition.length() == 1
                        && isAsciiLetter(decomposition.charAt(0))
                        && letter > 0x2FF
                        && !isRaised(letter);
        return isForm && decomposition != null ? decomposition.charAt(0) : null;
    }

    static boolean isAsciiLetter(int point) {
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    }

    private static boolean isRaised(int letter) {
        return Character.getType(letter) == Character.MODIFIER_LETTER;
    }

    private Set<String> alphabet(int script) {
        Set<String> alphabet = new HashSet<>();
        int last = script == UScript.LATIN ? 0x7F : LAST;
        for (int point = 'A'; point <= last; point++) {
            if (Character.isLetter(point) && UScript.getScript(point) == script) {
                alphabet.add(of(point));
            }
        }
        return alphabet;
    }
}
