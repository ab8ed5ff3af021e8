package dev.limelight.pipeline.chunk;

import com.ibm.icu.text.BreakIterator;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.document.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds where the chunks of one text end. Not thread-safe: one instance a text.
 *
 * <p>The whole text is tokenized once to estimate any part's tokens; each chunk is then tokenized
 * alone, and shrunk in the rare case that the cut made more tokens of it.
 */
final class Packing {

    private static final int SINGLE_STEPS = 3;

    // Longer ones exist in hostile texts only.
    private static final int MOST_CLUSTER = 64;

    private final String text;
    private final List<Sentence> sentences;
    private final TokenCounter counter;
    private final int budget;
    private final TokenIndex tokens;
    private final InnerCut cut;

    // The next sentence of which nothing, or only a part, lies before the current position.
    private int sentence;
    private int longSentence = -1;
    private final Set<Integer> overBudget = new HashSet<>();

    Packing(
            String text,
            List<Sentence> sentences,
            TokenCounter counter,
            int budget,
            BreakIterator graphemes) {
        this.text = text;
        this.sentences = sentences;
        this.counter = counter;
        this.budget = budget;
        this.tokens = new TokenIndex(counter.tokens(text));
        this.cut = new InnerCut(text, tokens, graphemes);
    }

    /** The end of each chunk, in order; the last is the text's. */
    List<Integer> ends() {
        List<Integer> ends = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            Interruption.check();
            start = end(start);
            ends.add(start);
            while (sentence < sentences.size() && sentences.get(sentence).end() <= start) {
                sentence++;
            }
        }
        return ends;
    }

    /** The ends of the chunks over the budget: one code point that alone has too many tokens. */
    Set<Integer> overBudget() {
        return overBudget;
    }

    private int end(int start) {
        int last = sentence < sentences.size() ? lastSentence(start) : sentence - 1;
        for (int step = 0; last >= sentence; step++) {
            int end = fitting(start, last);
            if (end > start) {
                return end;
            }
            last = step < SINGLE_STEPS ? last - 1 : sentence + (last - sentence) / 2 - 1;
        }
        return noneFits(start);
    }

    /** The end behind sentence {@code last}, with the white space behind it if that fits. */
    private int fitting(int start, int last) {
        int withSpace = gapEnd(last);
        if (seemsToFit(start, withSpace) && fits(start, withSpace)) {
            return withSpace;
        }
        int bare = sentences.get(last).end();
        return bare < withSpace && seemsToFit(start, bare) && fits(start, bare) ? bare : -1;
    }

    private int noneFits(int start) {
        boolean any = sentence < sentences.size();
        int next = any ? sentences.get(sentence).start() : text.length();
        if (start < next) {
            return shrink(start, next);
        }
        Sentence open = sentences.get(sentence);
        if (start == open.start() && longSentence != sentence && fits(start, open.end())) {
            return open.end();
        }
        longSentence = sentence;
        return shrink(start, open.end());
    }

    /** The best cut in {@code (start, end]} that fits, {@code end} itself if it does. */
    private int shrink(int start, int end) {
        int limit = Math.min(end, tokens.reach(start, budget, text.length()));
        if (limit == end && fits(start, end)) {
            return end;
        }
        int at = cut.before(start, Math.max(limit, start + 1));
        int excess = excess(start, at);
        for (int step = 0; excess > 0; step++) {
            int shorter = cut.before(start, shorter(start, at, excess, step));
            if (shorter >= at) {
                overBudget.add(at);
                return at;
            }
            at = shorter;
            excess = excess(start, at);
        }
        return wholeCluster(start, at, end);
    }

    /** {@code at}, or the end of the first grapheme cluster if it lies behind and fits. */
    private int wholeCluster(int start, int at, int end) {
        int cluster = cut.cluster(start, Math.min(end, at + MOST_CLUSTER));
        return cluster > at && fits(start, cluster) ? cluster : at;
    }

    /** A nearer limit: by the tokens in excess at first, then by half, so that it ends soon. */
    private int shorter(int start, int at, int excess, int step) {
        int half = start + (at - start) / 2;
        int fewer = tokens.count(start, at) - excess;
        int reach = fewer > 0 ? tokens.reach(start, fewer, text.length()) : half;
        boolean small = step < SINGLE_STEPS && reach < at && reach > half;
        return Math.max(start + 1, small ? reach : half);
    }

    /** By the estimate; spares tokenizing a long rest again for each of its chunks. */
    private boolean seemsToFit(int start, int end) {
        return tokens.count(start, end) <= budget;
    }

    private int excess(int start, int end) {
        return counter.count(text.substring(start, end)) - budget;
    }

    private boolean fits(int start, int end) {
        return counter.count(text.substring(start, end)) <= budget;
    }

    /** The sentence to end the chunk at: by fair share, at a paragraph's end if one is near. */
    private int lastSentence(int start) {
        int rest = tokens.count(start, text.length());
        int chunks = Math.max(1, (rest + budget - 1) / budget);
        int share = (rest + chunks - 1) / chunks;
        int last = sentence;
        int paragraph = -1;
        for (int next = sentence; next < sentences.size(); next++) {
            int packed = tokens.count(start, gapEnd(next));
            if (packed > budget && next > sentence) {
                break;
            }
            last = next;
            if (endsParagraph(next) && roomy(packed, share, rest - packed, chunks - 1)) {
                paragraph = next;
            }
            if (packed >= share && chunks > 1) {
                break;
            }
        }
        return paragraph >= 0 ? paragraph : last;
    }

    /**
     * Whether a chunk of {@code packed} is full enough, and leaves no more than fits the others.
     */
    private boolean roomy(int packed, int share, int left, int others) {
        return packed * 4L >= share * 3L && left <= (long) others * budget * 19 / 20;
    }

    private boolean endsParagraph(int i) {
        return i + 1 == sentences.size()
                || sentences.get(i + 1).paragraph() != sentences.get(i).paragraph();
    }

    private int gapEnd(int i) {
        return i + 1 < sentences.size() ? sentences.get(i + 1).start() : text.length();
    }
}
