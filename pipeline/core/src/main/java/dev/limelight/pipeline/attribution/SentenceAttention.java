package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.api.attention.AttentionTap;

/**
 * One attention map of a chunk, reduced from tokens to its {@code p} sentence parts.
 *
 * @param tap which map; of a rollout, the highest layer
 * @param fromCls how much of {@code [CLS]}'s attention fell on the tokens of each part that have a
 *     letter or digit, {@code [p]}; punctuation is left out, because attention parks on it (Clark
 *     et al. 2019)
 * @param among {@code [p, p]} row by row: the mean over the tokens of part {@code i} of the
 *     attention that they gave to all tokens of part {@code j}
 */
public record SentenceAttention(AttentionTap tap, float[] fromCls, float[] among) {}
