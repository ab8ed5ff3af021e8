package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderProfile.Pooling;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reduces what an encoder gave for a text from tokens to sentences and words. Unlike a decoder's
 * rows, the row of {@code [CLS]} is not scaled to sum 1 without special tokens: a head that finds
 * nothing parks there, and how much is left for the text is a signal. For one text and thread.
 */
public final class EncoderAttention {

    private static final int CLS = 0;

    private final String text;
    private final Encoded encoded;
    private final TokenShares parts;
    private final double[] counts;
    private final boolean[] hasLetters;

    private EncoderAttention(String text, List<Span> parts, Encoded encoded) {
        this.text = text;
        this.encoded = encoded;
        this.parts = TokenShares.of(text, encoded.tokens(), parts);
        this.counts = this.parts.counts();
        this.hasLetters = new boolean[encoded.tokens().size()];
        for (int i = 0; i < hasLetters.length; i++) {
            hasLetters[i] = hasLetters(text, encoded.tokens().get(i));
        }
    }

    /**
     * The attention of a chunk.
     *
     * @param text the chunk's
     * @param start where it begins in the document; words are given on the document's positions
     * @param parts its sentences, on positions of {@code text}, in order
     * @param encoded what the model gave, tokens on positions of {@code text}
     * @param pooling how the model makes one vector of a text
     * @param rollout whether rollout is wanted; it needs the means of all layers
     */
    public static ChunkAttention of(
            String text,
            int start,
            List<Span> parts,
            Encoded encoded,
            Pooling pooling,
            boolean rollout) {
        var reduced = new EncoderAttention(text, parts, encoded);
        List<Span> words =
                parts.stream()
                        .flatMap(part -> Words.ofSentence(text, part.start(), part.end()).stream())
                        .toList();
        return new ChunkAttention(
                encoded.tokens().size(),
                encoded.width(),
                floats(reduced.counts),
                reduced.vectors(),
                pooling == Pooling.MEAN ? reduced.vectorSum() : reduced.firstVector(),
                encoded.attention().stream().map(reduced::map).toList(),
                rollout ? reduced.map(Rollout.of(encoded.attention())) : null,
                words.stream().mapToInt(word -> start + word.start()).toArray(),
                words.stream().mapToInt(word -> start + word.end()).toArray(),
                reduced.wordWeights(words));
    }

    /** What each word got of the {@code [CLS]} row of the last map; all zero without a map. */
    private float[] wordWeights(List<Span> words) {
        List<AttentionMap> maps = encoded.attention();
        AttentionMap last = maps.isEmpty() ? null : maps.get(maps.size() - 1);
        return floats(
                TokenShares.of(text, encoded.tokens(), words).sums(token -> weight(last, token)));
    }

    private static double weight(@Nullable AttentionMap map, int source) {
        return map == null ? 0 : map.weight(CLS, source);
    }

    private SentenceAttention map(AttentionMap map) {
        int spans = parts.spans();
        double[] fromCls = parts.sums(token -> hasLetters[token] ? map.weight(CLS, token) : 0);
        double[] among = new double[spans * spans];
        for (int token = 0; token < parts.tokens(); token++) {
            int target = token;
            double[] row = parts.sums(source -> map.weight(target, source));
            parts.forEach(
                    target,
                    (from, share) -> {
                        for (int to = 0; to < spans; to++) {
                            among[from * spans + to] += share * row[to] / counts[from];
                        }
                    });
        }
        return new SentenceAttention(map.tap(), floats(fromCls), floats(among));
    }

    private float[] vectors() {
        int width = encoded.width();
        float[] means = new float[parts.spans() * width];
        for (int token = 0; token < parts.tokens(); token++) {
            int at = token * width;
            parts.forEach(
                    token,
                    (part, share) -> {
                        for (int k = 0; k < width; k++) {
                            means[part * width + k] +=
                                    (float) (share * encoded.hidden()[at + k] / counts[part]);
                        }
                    });
        }
        return means;
    }

    private float[] vectorSum() {
        float[] sum = new float[encoded.width()];
        for (int i = 0; i < encoded.hidden().length; i++) {
            sum[i % sum.length] += encoded.hidden()[i];
        }
        return sum;
    }

    /** That of the first token, as often as there are tokens. */
    private float[] firstVector() {
        float[] first = new float[encoded.width()];
        for (int k = 0; k < first.length; k++) {
            first[k] = encoded.tokens().size() * encoded.hidden()[k];
        }
        return first;
    }

    private static boolean hasLetters(String text, TokenSpan token) {
        return text.substring(token.start(), token.end())
                .codePoints()
                .anyMatch(Character::isLetterOrDigit);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
