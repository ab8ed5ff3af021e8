package dev.limelight.pipeline.bench.firefox;

import java.util.List;
import java.util.Locale;

/**
 * How much of the expected texts came out.
 *
 * @param texts that were compared
 * @param equal of them, letter by letter
 * @param words of the expected texts
 * @param kept of them, in order
 */
record Agreement(int texts, int equal, int words, int kept) {

    static Agreement of(List<String> expected, List<String> written) {
        int equal = 0;
        int words = 0;
        int kept = 0;
        for (int i = 0; i < expected.size(); i++) {
            String[] wanted = expected.get(i).split(" ");
            equal += expected.get(i).equals(written.get(i)) ? 1 : 0;
            words += wanted.length;
            kept += common(wanted, written.get(i).split(" "));
        }
        return new Agreement(expected.size(), equal, words, kept);
    }

    /** The share of texts that are equal, from 0 to 1. */
    double ofTexts() {
        return (double) equal / Math.max(1, texts);
    }

    /** The share of words that are kept, from 0 to 1. */
    double ofWords() {
        return (double) kept / Math.max(1, words);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d of %d (%.1f %%), words %.2f %%",
                equal,
                texts,
                100 * ofTexts(),
                100 * ofWords());
    }

    /** The length of the longest common subsequence. */
    private static int common(String[] some, String[] others) {
        int[] before = new int[others.length + 1];
        for (String word : some) {
            int[] now = new int[others.length + 1];
            for (int i = 0; i < others.length; i++) {
                now[i + 1] =
                        word.equals(others[i]) ? before[i] + 1 : Math.max(before[i + 1], now[i]);
            }
            before = now;
        }
        return before[others.length];
    }
}
