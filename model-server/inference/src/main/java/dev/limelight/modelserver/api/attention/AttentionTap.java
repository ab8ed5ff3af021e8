package dev.limelight.modelserver.api.attention;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The place that attention is taken from: one head of a layer, or the mean over its heads.
 *
 * @param layer the layer, counted from 0
 * @param head the head, counted from 0, or {@link #MEAN}
 * @param shifted of cross-attention, whether a token is given the row of the step that has read it
 *     in place of that which predicts it (Chen et al. 2020); the last token keeps its own
 */
public record AttentionTap(int layer, int head, boolean shifted)
        implements Comparable<AttentionTap>, Serializable {

    /** All heads of the layer, averaged. */
    public static final int MEAN = -1;

    private static final Comparator<AttentionTap> ORDER =
            Comparator.comparingInt(AttentionTap::layer)
                    .thenComparingInt(AttentionTap::head)
                    .thenComparing(AttentionTap::shifted);

    public AttentionTap {
        if (layer < 0 || head < MEAN) {
            throw new IllegalArgumentException(
                    "attention tap of layer %d, head %d, expected both from 0, or head -1 for the mean"
                            .formatted(layer, head));
        }
    }

    /** A token's row is that of its own step. */
    public AttentionTap(int layer, int head) {
        this(layer, head, false);
    }

    /** The mean over the heads of a layer. */
    public static AttentionTap mean(int layer) {
        return new AttentionTap(layer, MEAN);
    }

    /** The mean over the heads of the last of {@code layers} layers. */
    public static AttentionTap lastOf(int layers) {
        return mean(Math.max(0, layers - 1));
    }

    /** One head of a layer. */
    public static AttentionTap head(int layer, int head) {
        return new AttentionTap(layer, head);
    }

    /** The means of the lowest {@code layers} layers, lowest first. */
    public static List<AttentionTap> means(int layers) {
        return IntStream.range(0, layers).mapToObj(AttentionTap::mean).toList();
    }

    /** Whether it is the mean over heads. */
    public boolean isMean() {
        return head == MEAN;
    }

    @Override
    public int compareTo(AttentionTap other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String heads = isMean() ? "" : " head %d".formatted(head);
        return "layer %d%s%s".formatted(layer, heads, shifted ? " shifted" : "");
    }
}
