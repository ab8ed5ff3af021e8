package dev.limelight.pipeline.guard.unicode;

import com.ibm.icu.lang.UScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run of letters in a text, and the scripts that they are of.
 *
 * @param start first UTF-16 unit
 * @param letters its code points
 * @param scripts one for each letter; {@link UScript#COMMON} where several scripts use it
 */
record Word(int start, int[] letters, int[] scripts) {

    /** The runs of letters of a text, in order; marks and invisible characters belong to them. */
    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            if (end > at) {
                words.add(word(text, at, end));
            }
            at = Math.max(end, at + Character.charCount(text.codePointAt(at)));
        }
        return words;
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isPart(int point) {
        return Character.isLetter(point)
                || Character.getType(point) == Character.LETTER_NUMBER
                || Character.getType(point) == Character.NON_SPACING_MARK;
    }

    private static Word word(String text, int start, int end) {
        int[] letters = text.substring(start, end).codePoints().toArray();
        int[] scripts = new int[letters.length];
        for (int i = 0; i < letters.length; i++) {
            int script = UScript.getScript(letters[i]);
            scripts[i] = script == UScript.INHERITED ? UScript.COMMON : script;
        }
        return new Word(start, letters, scripts);
    }

    /** Its text. */
    String text() {
        return new String(letters, 0, letters.length);
    }

    /** How many letters it has. */
    int length() {
        return letters.length;
    }

    /** How many of its letters are of a script. */
    int count(int script) {
        int count = 0;
        for (int each : scripts) {
            count += each == script ? 1 : 0;
        }
        return count;
    }

    /** The scripts of its letters, without {@link UScript#COMMON}. */
    Set<Integer> distinctScripts() {
        Set<Integer> distinct = new TreeSet<>();
        for (int script : scripts) {
            if (script != UScript.COMMON) {
                distinct.add(script);
            }
        }
        return distinct;
    }

    /** The first UTF-16 unit of a letter. */
    int start(int letter) {
        int at = start;
        for (int i = 0; i < letter; i++) {
            at += Character.charCount(letters[i]);
        }
        return at;
    }

    /** One past the last unit of a letter. */
    int end(int letter) {
        return start(letter) + Character.charCount(letters[letter]);
    }
}
