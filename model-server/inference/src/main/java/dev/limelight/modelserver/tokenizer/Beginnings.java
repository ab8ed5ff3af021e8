package dev.limelight.modelserver.tokenizer;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds where each token lies in a decoded text by decoding all beginnings of the ids: what a token
 * added is its own. That holds for every decoder, also where one character took several tokens:
 * then a beginning ends in a broken character, and the text goes on differently.
 */
final class Beginnings {

    private Beginnings() {}

    /**
     * Places tokens.
     *
     * @param texts of the first id that is not special, of the first two, and so on
     */
    static DecodedText place(int[] ids, Set<Integer> special, String[] texts) {
        String whole = texts.length == 0 ? "" : texts[texts.length - 1];
        List<TokenSpan> tokens = new ArrayList<>(ids.length);
        int next = 0;
        int at = 0;
        for (int id : ids) {
            if (special.contains(id)) {
                tokens.add(new TokenSpan(id, at, at, true));
            } else {
                String beginning = texts[next++];
                int same = common(beginning, whole, at);
                boolean isBroken = same < beginning.length() && same < whole.length();
                int end = isBroken ? whole.offsetByCodePoints(same, 1) : same;
                tokens.add(new TokenSpan(id, at, end, false));
                at = same;
            }
        }
        return new DecodedText(whole, tokens);
    }

    /** How far two texts are the same, never within a character; up to {@code from} they are. */
    private static int common(String beginning, String whole, int from) {
        int length = Math.min(beginning.length(), whole.length());
        int same = Math.min(from, length);
        while (same < length && beginning.charAt(same) == whole.charAt(same)) {
            same++;
        }
        boolean splits =
                same > from
                        && same < whole.length()
                        && Character.isLowSurrogate(whole.charAt(same));
        return Math.max(splits ? same - 1 : same, from);
    }
}
