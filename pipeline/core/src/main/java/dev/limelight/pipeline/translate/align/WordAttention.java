package dev.limelight.pipeline.translate.align;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.translate.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cross-attention between words.
 *
 * <p>The columns of special tokens (end of sentence, language) are dropped and each row is scaled
 * to sum 1 again, because a model parks most of its attention there. A token is shared among the
 * words that it overlaps, by characters; one that overlaps none (punctuation) belongs to none. A
 * source word's weight is the sum over its tokens, a target word's row the mean over its tokens.
 *
 * @param weights {@code [target word][source word]}, each from 0 to 1; a row sums to at most 1
 */
public record WordAttention(double[][] weights) {

    /**
     * From this weight on, a source word that is not the target word's brightest is linked, too: at
     * most three are, and a verb with its auxiliary shares its light about evenly.
     */
    public static final double SECOND_FROM = 0.25;

    private static final double NO_LIGHT = 1e-9;

    /**
     * Joins a map of tokens to one of words.
     *
     * @param rows {@code [target token][source token]}
     */
    public static WordAttention of(
            List<Span> sourceWords,
            List<TokenSpan> sourceTokens,
            List<Span> targetWords,
            List<TokenSpan> targetTokens,
            List<float[]> rows) {
        double[][] sourceShares = shares(sourceTokens, sourceWords);
        double[][] targetShares = shares(targetTokens, targetWords);
        double[][] weights = new double[targetWords.size()][sourceWords.size()];
        double[] tokensOf = new double[targetWords.size()];
        for (int token = 0; token < Math.min(rows.size(), targetShares.length); token++) {
            double[] light = inWords(rows.get(token), sourceTokens, sourceShares, weights);
            for (int word = 0; word < weights.length; word++) {
                double share = targetShares[token][word];
                tokensOf[word] += share;
                for (int i = 0; share > 0 && i < light.length; i++) {
                    weights[word][i] += share * light[i];
                }
            }
        }
        return new WordAttention(means(weights, tokensOf));
    }

    /**
     * For each target word its brightest source word, the first of equals, and those others that
     * have at least {@code secondFrom}; a word without any light has none. In the order of the
     * target, then the source.
     */
    public List<WordLink> links(double secondFrom) {
        List<WordLink> links = new ArrayList<>();
        for (int target = 0; target < weights.length; target++) {
            int best = brightest(weights[target]);
            for (int source = 0; source < weights[target].length; source++) {
                double weight = weights[target][source];
                if (weight > NO_LIGHT && (source == best || weight >= secondFrom)) {
                    links.add(new WordLink(source, target, Math.min(1, weight)));
                }
            }
        }
        return links;
    }

    /** What each source word got from all target words, in target words. */
    public double[] received() {
        double[] received = new double[weights.length == 0 ? 0 : weights[0].length];
        for (double[] row : weights) {
            for (int i = 0; i < received.length; i++) {
                received[i] += row[i];
            }
        }
        return received;
    }

    private static int brightest(double[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }

    /** One target token's row, brought to source words. */
    private static double[] inWords(
            float[] row, List<TokenSpan> tokens, double[][] shares, double[][] weights) {
        double[] light = new double[weights.length == 0 ? 0 : weights[0].length];
        double total = 0;
        for (int i = 0; i < tokens.size(); i++) {
            total += tokens.get(i).special() ? 0 : row[i];
        }
        for (int i = 0; total > NO_LIGHT && i < tokens.size(); i++) {
            for (int word = 0; row[i] > 0 && word < light.length; word++) {
                light[word] += row[i] / total * shares[i][word];
            }
        }
        return light;
    }

    /** {@code [token][word]}: how much of a token belongs to a word; a row sums to 1 or is zero. */
    private static double[][] shares(List<TokenSpan> tokens, List<Span> words) {
        double[][] shares = new double[tokens.size()][words.size()];
        for (int i = 0; i < shares.length; i++) {
            TokenSpan token = tokens.get(i);
            for (int word = 0; !token.special() && word < words.size(); word++) {
                shares[i][word] = words.get(word).overlap(token.start(), token.end());
            }
            double total = Arrays.stream(shares[i]).sum();
            for (int word = 0; total > 0 && word < words.size(); word++) {
                shares[i][word] /= total;
            }
        }
        return shares;
    }

    private static double[][] means(double[][] sums, double[] counts) {
        for (int word = 0; word < sums.length; word++) {
            for (int i = 0; counts[word] > 0 && i < sums[word].length; i++) {
                sums[word][i] /= counts[word];
            }
        }
        return sums;
    }
}
