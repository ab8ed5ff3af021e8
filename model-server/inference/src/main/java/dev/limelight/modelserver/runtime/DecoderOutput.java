package dev.limelight.modelserver.runtime;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The output of one decoder step. For one thread.
 *
 * @param vocabulary tokens that may come next
 * @param logits {@code [row, vocabulary]}; overwritten by the next step
 * @param logProbabilities natural logs of their softmax, likewise
 * @param maps where each row looked, one {@code [row, source]} for each tap
 * @param sourceLengths tokens of each row's source, padding left out
 */
public record DecoderOutput(
        int vocabulary,
        FloatBuffer logits,
        FloatBuffer logProbabilities,
        List<FloatBuffer> maps,
        int[] sourceLengths) {

    /** Copies the scores of all next tokens of a row, {@code [vocabulary]}. */
    public void logits(int row, float[] into) {
        logits.get(row * vocabulary, into);
    }

    /** The token with the highest score in a row; the first of equals. */
    public int likeliest(int row) {
        int from = row * vocabulary;
        int best = 0;
        float highest = logits.get(from);
        for (int i = 1; i < vocabulary; i++) {
            float score = logits.get(from + i);
            best = score > highest ? i : best;
            highest = Math.max(score, highest);
        }
        return best;
    }

    /** Copies the natural logs of the softmax of {@link #logits}. */
    public void logProbabilities(int row, float[] into) {
        logProbabilities.get(row * vocabulary, into);
    }

    /** The natural log of the probability of one token. */
    public float logProbability(int row, int token) {
        return logProbabilities.get(row * vocabulary + token);
    }

    /** Where a row looked, {@code [tap][source]}, padding left out. */
    public List<float[]> attention(int row) {
        return maps.stream().map(map -> looked(map, row)).toList();
    }

    private float[] looked(FloatBuffer map, int row) {
        int columns = map.capacity() / sourceLengths.length;
        float[] all = new float[columns];
        map.get(row * columns, all);
        return Arrays.copyOf(all, sourceLengths[row]);
    }
}
