package dev.limelight.pipeline.summarize.prose;

import dev.limelight.pipeline.text.layout.Endings;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.script.Punctuation;
import dev.limelight.pipeline.text.script.Spacing;
import dev.limelight.pipeline.text.script.Words;

/**
 * What a sentence looks like. Reads its first thousand units, and its end.
 *
 * @param words how many runs of letters between white space it has, up to a limit; in scripts
 *     without spaces, the words of a dictionary
 * @param small how many of them begin with a small letter
 * @param cased how many begin with a letter that has a capital or small form
 * @param stopped whether it ends as sentences do
 * @param badge whether it is made of links to pictures
 */
record Shape(int words, int small, int cased, boolean stopped, boolean badge) {

    private static final int MOST_READ = 1000;

    /** Of {@code [start, end)}, which is not empty. */
    static Shape of(String text, int start, int end) {
        int words = 0;
        int small = 0;
        int cased = 0;
        boolean inWord = false;
        int limit = Math.min(end, start + MOST_READ);
        for (int at = start; at < limit; at++) {
            char unit = text.charAt(at);
            if (!inWord && Character.isLetter(unit)) {
                words++;
                small += Character.isLowerCase(unit) ? 1 : 0;
                cased += Character.isLowerCase(unit) || Character.isUpperCase(unit) ? 1 : 0;
                inWord = true;
            }
            inWord &= !Lines.isSpace(unit);
        }
        int sign = Endings.signEnd(text, start, end) - 1;
        boolean badge = text.substring(start, limit).contains("[![");
        words = Math.max(words, spacelessWords(text, start, limit));
        return new Shape(words, small, cased, isStop(text, sign), badge);
    }

    private static boolean isStop(String text, int sign) {
        return Punctuation.isStop(text, sign) || "…:;：；".indexOf(text.charAt(sign)) >= 0;
    }

    /** The words where the script writes no spaces; 0 where it does. */
    private static int spacelessWords(String text, int start, int end) {
        boolean spaceless = text.substring(start, end).codePoints().anyMatch(Spacing::isWithout);
        return spaceless ? Words.of(text.substring(start, end)).size() : 0;
    }
}
