package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.connectors.record.Flag;
import java.util.List;

/**
 * What the model wrote for a input.
 *
 * @param text the text
 * @param sentences its sentences with the words that they were written from; none where it wrote
 *     nothing
 * @param logs log-probability of each token
 * @param flags what a reader must know
 * @param queuedMs the wait
 * @param inferenceMs time in the model
 */
record PartSummary(
        String text,
        List<AttributedSpan> sentences,
        float[] logs,
        List<Flag> flags,
        double queuedMs,
        double inferenceMs) {

    boolean isBlank() {
        return sentences.isEmpty();
    }
}
