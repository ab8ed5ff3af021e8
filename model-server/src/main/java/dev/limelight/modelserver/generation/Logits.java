package dev.limelight.modelserver.generation;

/** Arithmetic on rows of scores. */
final class Logits {

    private Logits() {}

    /** Natural logs of the softmax of {@code logits}; sums in 64 bits. */
    static float[] logSoftmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        double log = largest + Math.log(sum);
        float[] logs = new float[logits.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) (logits[i] - log);
        }
        return logs;
    }

    /** Where the largest is; the first of equals. */
    static int argmax(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
