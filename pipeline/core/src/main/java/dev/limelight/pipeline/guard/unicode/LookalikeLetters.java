package dev.limelight.pipeline.guard.unicode;

import com.ibm.icu.lang.UScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds letters that a reader takes for others.
 *
 * <p>Inside a word, letters of a second script that all look like letters of the first. Left alone
 * are a Latin abbreviation with a Cyrillic ending, and Greek letters as symbols: those at the edge
 * of a word or between capitals ({@code NFκB}), and in words of less than four letters. Letters in
 * a mathematical or full-width form count beside plain ones. A word that is all of another script
 * counts where the same word stands in Latin letters in the document.
 */
final class LookalikeLetters {

    private static final int FEWEST_WITH_GREEK = 4;
    private static final int FEWEST_WHOLE = 3;
    private static final int LONGEST_ENDING = 3;
    private static final Set<Integer> OMICRONS = Set.of(0x3BF, 0x39F);
    private static final Skeletons SKELETONS = new Skeletons();

    private final List<Word> words;
    private final List<Trick> tricks = new ArrayList<>();
    private final boolean isLatin;
    private final Set<String> latin = new HashSet<>();

    private LookalikeLetters(String text) {
        this.words = Word.of(text);
        this.isLatin = letters(UScript.LATIN) >= letters(UScript.CYRILLIC);
    }

    /** All of a text, in order. */
    static List<Trick> in(String text) {
        var found = new LookalikeLetters(text);
        found.words.forEach(found::collect);
        found.words.forEach(found::look);
        return found.tricks;
    }

    private int letters(int script) {
        return words.stream().mapToInt(word -> word.count(script)).sum();
    }

    private void collect(Word word) {
        if (word.count(UScript.LATIN) == word.length() && word.length() >= FEWEST_WHOLE) {
            latin.add(SKELETONS.of(lower(word)));
        }
    }

    private static String lower(Word word) {
        return word.text().toLowerCase(Locale.ROOT);
    }

    private void look(Word word) {
        Set<Integer> scripts = word.distinctScripts();
        if (hasForms(word)) {
            add(word, letter -> Skeletons.plainForm(letter) != null);
        } else if (scripts.size() > 1) {
            lookMixed(word, scripts);
        } else if (isWholeImitation(word, scripts)) {
            add(word, letter -> true);
        }
    }

    private static boolean hasForms(Word word) {
        boolean plain = false;
        boolean form = false;
        for (int letter : word.letters()) {
            plain |= Skeletons.isAsciiLetter(letter);
            form |= Skeletons.plainForm(letter) != null;
        }
        return plain && form;
    }

    private void lookMixed(Word word, Set<Integer> scripts) {
        int main = main(word, scripts);
        boolean isImitation = false;
        for (int i = 0; i < word.length(); i++) {
            int script = word.scripts()[i];
            if (script != main && script != UScript.COMMON) {
                if (!SKELETONS.isLike(word.letters()[i], main)) {
                    return;
                }
                boolean mayBeSymbol = script == UScript.GREEK || main == UScript.GREEK;
                isImitation |= !mayBeSymbol || isInside(word, i);
            }
        }
        if (isImitation && !isInflected(word)) {
            add(word, letter -> isOther(letter, main));
        }
    }

    private static boolean isOther(int letter, int main) {
        int script = UScript.getScript(letter);
        return script != main && script != UScript.COMMON && script != UScript.INHERITED;
    }

    private static int main(Word word, Set<Integer> scripts) {
        int main = UScript.LATIN;
        for (int script : scripts) {
            main = word.count(script) > word.count(main) ? script : main;
        }
        return main;
    }

    /** Whether a Greek letter stands where no symbol would. */
    private static boolean isInside(Word word, int at) {
        boolean between = at > 0 && at + 1 < word.length();
        boolean small =
                between
                        && Character.isLowerCase(word.letters()[at - 1])
                        && Character.isLowerCase(word.letters()[at + 1]);
        boolean initial =
                at == 0
                        && Character.isUpperCase(word.letters()[0])
                        && Character.isLowerCase(word.letters()[1]);
        return word.length() >= FEWEST_WITH_GREEK
                && (small || initial || OMICRONS.contains(word.letters()[at]));
    }

    /** Whether it is a Latin name with a short Cyrillic ending, in a Cyrillic text. */
    private boolean isInflected(Word word) {
        int latinLetters = word.count(UScript.LATIN);
        int ending = word.length() - latinLetters;
        boolean isLatinFirst = true;
        for (int i = 0; i < latinLetters; i++) {
            isLatinFirst &= word.scripts()[i] == UScript.LATIN;
        }
        return !isLatin && isLatinFirst && latinLetters > 1 && ending <= LONGEST_ENDING;
    }

    private boolean isWholeImitation(Word word, Set<Integer> scripts) {
        boolean isOther = scripts.contains(UScript.CYRILLIC) || scripts.contains(UScript.GREEK);
        return isLatin
                && isOther
                && word.length() >= FEWEST_WHOLE
                && latin.contains(SKELETONS.of(lower(word)));
    }

    private void add(Word word, IntPredicate isTrick) {
        for (int i = 0; i < word.length(); i++) {
            if (isTrick.test(word.letters()[i])) {
                tricks.add(new Trick(word.start(i), word.end(i), Deceit.LOOKALIKE));
            }
        }
    }
}
