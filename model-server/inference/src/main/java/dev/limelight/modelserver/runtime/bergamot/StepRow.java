package dev.limelight.modelserver.runtime.bergamot;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What a step says of one row, over the pieces that its source may become. All others are
 * impossible. To be read before the next step; for one thread.
 */
public final class StepRow {

    /** What is so much less likely than the best adds nothing that 32 bits would show. */
    private static final float NEGLIGIBLE = 25f;

    /** Parts of one that {@link #POWERS} has. */
    private static final int PARTS = 64;

    /** Of e, from 0 down to {@link #NEGLIGIBLE}. */
    private static final double[] POWERS = powers();

    private final int vocabulary;
    private final int[] ids;
    private final int[] columns;
    private final FloatBuffer logits;
    private final List<float[]> attention;
    private float logOfSum = Float.NaN;
    private int best = -1;

    /**
     * @param ids of the candidates, ascending
     * @param columns of each in {@code logits}
     */
    StepRow(int vocabulary, int[] ids, int[] columns, FloatBuffer logits, List<float[]> attention) {
        this.vocabulary = vocabulary;
        this.ids = ids;
        this.columns = columns;
        this.logits = logits;
        this.attention = attention;
    }

    /** Pieces of the target's vocabulary. */
    public int vocabulary() {
        return vocabulary;
    }

    /** The candidate with the largest score; the first of equals. */
    public int likeliest() {
        return ids[best()];
    }

    /** Copies the scores of all pieces; minus infinity where a piece is no candidate. */
    public void logits(float[] into) {
        Arrays.fill(into, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < ids.length; i++) {
            into[ids[i]] = logits.get(columns[i]);
        }
    }

    /** Copies the natural logs of the softmax over the candidates. */
    public void logProbabilities(float[] into) {
        Arrays.fill(into, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < ids.length; i++) {
            into[ids[i]] = logits.get(columns[i]) - logOfSum();
        }
    }

    /** One of these. */
    public float logProbability(int piece) {
        int at = Arrays.binarySearch(ids, piece);
        return at < 0 ? Float.NEGATIVE_INFINITY : logits.get(columns[at]) - logOfSum();
    }

    /** Where the row looked, {@code [tap][source]}, padding left out. */
    public List<float[]> attention() {
        return attention;
    }

    private static double[] powers() {
        double[] powers = new double[(int) (NEGLIGIBLE * PARTS) + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.exp(-(double) i / PARTS);
        }
        return powers;
    }

    /**
     * Of a number from -{@link #NEGLIGIBLE} to 0, to 3e-9 of it, in a third of the time of {@link
     * Math#exp}: each row has a thousand of them at each step.
     */
    static double exp(float number) {
        int nearest = (int) (-number * PARTS);
        double rest = number + (double) nearest / PARTS;
        return POWERS[nearest] * (1 + rest * (1 + rest * (0.5 + rest / 6)));
    }

    private int best() {
        if (best < 0) {
            best = largest();
        }
        return best;
    }

    private int largest() {
        int at = 0;
        float largest = logits.get(columns[0]);
        for (int i = 1; i < columns.length; i++) {
            float score = logits.get(columns[i]);
            if (score > largest) {
                at = i;
                largest = score;
            }
        }
        return at;
    }

    private float logOfSum() {
        if (Float.isNaN(logOfSum)) {
            float largest = logits.get(columns[best()]);
            double sum = 0;
            for (int column : columns) {
                float below = logits.get(column) - largest;
                sum += below < -NEGLIGIBLE ? 0 : exp(below);
            }
            logOfSum = largest + (float) Math.log(sum);
        }
        return logOfSum;
    }
}
