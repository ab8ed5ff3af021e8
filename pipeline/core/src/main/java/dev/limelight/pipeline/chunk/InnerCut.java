package dev.limelight.pipeline.chunk;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import dev.limelight.pipeline.text.script.Punctuation;
import dev.limelight.pipeline.text.script.Spacing;
import java.util.EnumMap;
import java.util.Map;

/**
 * Finds the best place to cut inside a sentence: behind a clause, else a word, else a token, else a
 * grapheme cluster. Not thread-safe.
 */
final class InnerCut {

    private final String text;
    private final TokenIndex tokens;
    private final BreakIterator graphemes;

    InnerCut(String text, TokenIndex tokens, BreakIterator graphemes) {
        this.text = text;
        this.tokens = tokens;
        this.graphemes = graphemes;
    }

    /**
     * The best cut in {@code (start, limit]}.
     *
     * @return a grapheme boundary, or a code point boundary where the first cluster passes {@code
     *     limit}; always behind {@code start}
     */
    int before(int start, int limit) {
        // Looks on a little behind the limit, so that a cluster that passes it is seen as one.
        int seen = Math.min(text.length(), limit + 2);
        graphemes.setText(text.substring(start, seen));
        Map<Quality, Integer> best = new EnumMap<>(Quality.class);
        int half = start + (limit - start) / 2;
        for (int at = next(start); at <= limit && at > start; at = next(start)) {
            Quality quality = quality(at);
            boolean good = quality != Quality.CLAUSE || at > half;
            best.put(good ? quality : Quality.WORD, at);
        }
        return best.isEmpty() ? codePoint(start, limit) : best.values().iterator().next();
    }

    /** The end of the grapheme cluster that begins at {@code start}, at most {@code limit}. */
    int cluster(int start, int limit) {
        graphemes.setText(text.substring(start, limit));
        return next(start);
    }

    private int next(int start) {
        int at = graphemes.next();
        return at == BreakIterator.DONE ? -1 : start + at;
    }

    private Quality quality(int at) {
        char before = text.charAt(at - 1);
        if (Punctuation.endsClauseAlone(before)) {
            return Quality.CLAUSE;
        }
        boolean wordStart = at < text.length() && isSpace(before) && !isSpace(text.charAt(at));
        if (wordStart) {
            char last = at >= 2 ? text.charAt(at - 2) : before;
            boolean clause = Punctuation.endsClause(last) || Spacing.isComplex(last);
            return clause ? Quality.CLAUSE : Quality.WORD;
        }
        return tokens.begins(at) ? Quality.TOKEN : Quality.GRAPHEME;
    }

    private int codePoint(int start, int limit) {
        int at = Math.max(limit, start + 1);
        boolean insidePair =
                at < text.length()
                        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        if (!insidePair) {
            return Math.min(at, text.length());
        }
        return at - 1 > start ? at - 1 : at + 1;
    }

    private static boolean isSpace(char unit) {
        return UCharacter.isUWhiteSpace(unit);
    }

    /** How good a cut is, best first. */
    private enum Quality {
        CLAUSE,
        WORD,
        TOKEN,
        GRAPHEME
    }
}
