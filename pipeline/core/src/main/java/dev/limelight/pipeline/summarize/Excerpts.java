package dev.limelight.pipeline.summarize;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.script.Punctuation;
import dev.limelight.pipeline.text.script.Spacing;
import java.util.List;

/**
 * Holds the sentences of a summary to their share of the document, so that a text without sentence
 * ends does not come back whole. Characters that are white space do not count.
 *
 * <p>A excerpt has at most {@value #MOST} characters. Where the excerpts together are more than
 * half of the document, each has at most its share of that half, and {@value #LEAST} if that is
 * more: so a summary of {@code n} excerpts is never longer than the larger of half the document and
 * {@code n} times {@value #LEAST} characters. What is too long ends behind its last clause that
 * fits, else behind a word, else behind a grapheme cluster. Stateless.
 */
final class Excerpts {

    private static final int MOST = 1000;
    private static final int LEAST = 300;

    private Excerpts() {}

    /** Of the chosen sentences, in their order. */
    static List<Excerpt> of(Document document, List<Integer> chosen) {
        String text = document.text();
        List<Excerpt> whole = chosen.stream().map(i -> whole(document, i)).toList();
        int half = ink(text, 0, text.length()) / 2;
        int taken = whole.stream().mapToInt(each -> ink(text, each.start(), each.end())).sum();
        int share = Math.max(LEAST, half / Math.max(1, chosen.size()));
        int most = taken > half ? Math.min(MOST, share) : MOST;
        return whole.stream().map(each -> within(text, each, most)).toList();
    }

    private static Excerpt whole(Document document, int index) {
        Sentence sentence = document.sentences().get(index);
        return new Excerpt(index, sentence.start(), sentence.end());
    }

    private static Excerpt within(String text, Excerpt excerpt, int most) {
        int limit = reach(text, excerpt, most);
        return limit == excerpt.end()
                ? excerpt
                : new Excerpt(
                        excerpt.sentence(), excerpt.start(), cut(text, excerpt.start(), limit));
    }

    /**
     * One past the unit up to which a excerpt has {@code most} characters; its end if it has less.
     */
    private static int reach(String text, Excerpt excerpt, int most) {
        int left = most;
        int at = excerpt.start();
        while (at < excerpt.end()) {
            left -= Lines.isSpace(text.charAt(at)) ? 0 : 1;
            if (left < 0) {
                return at;
            }
            at++;
        }
        return at;
    }

    private static int cut(String text, int start, int limit) {
        int word = -1;
        for (int at = limit; at > start + 1; at--) {
            boolean ends = isWordEnd(text, at);
            char last = text.charAt(at - 1);
            boolean clause = ends && (Punctuation.endsClause(last) || Spacing.isComplex(last));
            boolean upper = at - start > (limit - start) / 2;
            if (upper && (clause || Punctuation.endsClauseAlone(last))) {
                return at;
            }
            word = word < 0 && ends ? at : word;
        }
        return word > start ? word : cluster(text, start, limit);
    }

    private static boolean isWordEnd(String text, int at) {
        return Lines.isSpace(text.charAt(at)) && !Lines.isSpace(text.charAt(at - 1));
    }

    /**
     * The last cluster's end that is not behind {@code limit}; the first one's if there is none.
     */
    private static int cluster(String text, int start, int limit) {
        BreakIterator clusters = BreakIterator.getCharacterInstance(ULocale.ROOT);
        clusters.setText(text.substring(start, Math.min(text.length(), limit + 2)));
        int length = limit - start;
        int at = clusters.isBoundary(length) ? length : clusters.preceding(length);
        return at > 0 ? start + at : limit;
    }

    private static int ink(String text, int start, int end) {
        int ink = 0;
        for (int at = start; at < end; at++) {
            ink += Lines.isSpace(text.charAt(at)) ? 0 : 1;
        }
        return ink;
    }
}
