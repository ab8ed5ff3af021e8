package dev.limelight.pipeline.inference;

/**
 * One attention map of a chunk, reduced from tokens to its {@code p} sentence parts.
 *
 * @param view which map: the name of a tap, or {@link #ROLLOUT}
 * @param fromCls how much of {@code [CLS]}'s attention fell on the words of each part, {@code [p]};
 *     punctuation is left out, because attention parks on it (Clark et al. 2019)
 * @param among {@code [p, p]} row by row: the mean over the tokens of part {@code i} of the
 *     attention that they gave to all tokens of part {@code j}
 */
public record SentenceAttention(String view, float[] fromCls, float[] among) {

    /** The product of all layers with residuals (Abnar and Zuidema 2020). */
    public static final String ROLLOUT = "rollout";
}
