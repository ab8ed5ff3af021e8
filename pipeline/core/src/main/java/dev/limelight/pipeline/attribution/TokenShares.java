package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The assignment of the tokens of a text to its spans: words, sentences, or the words that a
 * summary was written from. Immutable, thread-safe.
 *
 * <p>The rule: a token is divided among the spans that it has characters in, in proportion to how
 * many it has in each; the shares of a token sum to 1. So
 *
 * <ul>
 *   <li>a token inside one span belongs to it whole, wherever the token begins: before the span
 *       with the space or the bracket that the tokenizer joined to a word, or inside it;
 *   <li>a token over two words, as tokenizers make them of Chinese or Thai, is divided; no word
 *       takes all because it stands first;
 *   <li>white space at a token's ends does not count, not even inside a span: it belongs to no
 *       word;
 *   <li>a token without a character in any span belongs to none: punctuation between words, white
 *       space between sentences, an empty token;
 *   <li>a special token belongs to none, whatever positions it has.
 * </ul>
 *
 * <p>Why by characters and not by the first one: for a tokenizer that separates words at white
 * space and punctuation (BERT's) both are the same; SentencePiece begins a token with the space
 * before a word, and for texts without spaces joins words.
 */
public final class TokenShares {

    private static final double NOTHING = 1e-9;

    private final boolean[] special;
    private final int[] first;
    private final double[][] shares;
    private final int spans;

    /** What is done with a share. */
    @FunctionalInterface
    public interface Use {
        /**
         * Takes the share of one token in one span.
         *
         * @param span index of the span
         * @param share how much of the token belongs to it, in (0, 1]
         */
        void of(int span, double share);
    }

    private TokenShares(int tokens, int spans) {
        this.special = new boolean[tokens];
        this.first = new int[tokens];
        this.shares = new double[tokens][];
        this.spans = spans;
    }

    /**
     * Divides the tokens of a text among its spans. Takes time in proportion to tokens and spans.
     *
     * @param tokens on the text's positions, in any order; what lies behind the text's end is not
     *     there
     * @param spans of the text, in order, without overlap
     */
    public static TokenShares of(String text, List<TokenSpan> tokens, List<Span> spans) {
        var result = new TokenShares(tokens.size(), spans.size());
        int[] ends = spans.stream().mapToInt(Span::end).toArray();
        for (int i = 0; i < tokens.size(); i++) {
            result.special[i] = tokens.get(i).special();
            result.divide(i, inked(text, tokens.get(i)), spans, ends);
        }
        return result;
    }

    /** How many tokens. */
    public int tokens() {
        return shares.length;
    }

    /** How many spans. */
    public int spans() {
        return spans;
    }

    /** Calls {@code use} for each span that has a part of a token, in order. */
    public void forEach(int token, Use use) {
        for (int i = 0; i < shares[token].length; i++) {
            if (shares[token][i] > 0) {
                use.of(first[token] + i, shares[token][i]);
            }
        }
    }

    /** Tokens of each span, {@code [span]}; a divided token counts in parts. */
    public double[] counts() {
        return sums(token -> 1);
    }

    /**
     * What the tokens have, summed over the tokens of each span, {@code [span]}.
     *
     * @param value of each token
     */
    public double[] sums(IntToDoubleFunction value) {
        double[] sums = new double[spans];
        for (int token = 0; token < shares.length; token++) {
            double own = value.applyAsDouble(token);
            forEach(token, (span, share) -> sums[span] += share * own);
        }
        return sums;
    }

    /**
     * One row of cross-attention on the spans, {@code [span]}. The columns of special tokens (end
     * of sentence, language, a prefix) are dropped and the row is scaled to sum 1 again, because a
     * model parks most of its attention there. What is left on no span, such as punctuation, keeps
     * its part of the row, so the result sums to at most 1: a step that looked at a comma says
     * little of the words. All 0 where only special tokens have attention.
     *
     * @param row the weight of each token, {@code [token]}
     */
    public double[] row(float[] row) {
        double total = 0;
        for (int i = 0; i < special.length; i++) {
            total += special[i] ? 0 : row[i];
        }
        double all = total;
        return all > NOTHING ? sums(token -> row[token] / all) : new double[spans];
    }

    private void divide(int token, Span inked, List<Span> all, int[] ends) {
        int from = special[token] ? all.size() : firstBehind(ends, inked.start());
        List<Integer> overlaps = new ArrayList<>(1);
        for (int at = from; at < all.size() && all.get(at).start() < inked.end(); at++) {
            overlaps.add(all.get(at).overlap(inked.start(), inked.end()));
        }
        double total = overlaps.stream().mapToInt(Integer::intValue).sum();
        first[token] = from;
        shares[token] =
                overlaps.stream().mapToDouble(each -> total > 0 ? each / total : 0).toArray();
    }

    /** The first span that ends behind a position. */
    private static int firstBehind(int[] ends, int at) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A token without white space at its ends, inside of the text. */
    private static Span inked(String text, TokenSpan token) {
        int start = Math.min(token.start(), text.length());
        int end = Math.min(token.end(), text.length());
        while (start < end && Lines.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && Lines.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }
}
