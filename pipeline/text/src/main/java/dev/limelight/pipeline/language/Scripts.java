package dev.limelight.pipeline.language;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells by its script what a text cannot be in. Thread-safe; linear. */
public final class Scripts {

    private static final Set<Integer> OF_ANY = Set.of(UScript.COMMON, UScript.INHERITED);

    private Scripts() {}

    /**
     * Whether most letters of a text, at least half, are of a script that a language is written in.
     * A text without letters can be in any language.
     *
     * @param tag BCP 47
     */
    public static boolean canBe(String text, String tag) {
        Set<Integer> scripts = of(tag);
        if (scripts.isEmpty()) {
            return true;
        }
        int[] letters = text.codePoints().filter(Character::isLetter).toArray();
        long fit =
                IntStream.of(letters)
                        .map(UScript::getScript)
                        .filter(script -> scripts.contains(script) || OF_ANY.contains(script))
                        .count();
        return 2 * fit >= letters.length;
    }

    /** None where nobody knows. */
    private static Set<Integer> of(String tag) {
        int[] codes = UScript.getCode(ULocale.addLikelySubtags(ULocale.forLanguageTag(tag)));
        return codes == null
                ? Set.of()
                : IntStream.of(codes).boxed().collect(Collectors.toUnmodifiableSet());
    }
}
