package dev.limelight.pipeline.teach;

import java.util.List;

/**
 * The model after some steps of training.
 *
 * @param loss the mean of {@code -ln p} of the right next token, in nats
 * @param accuracy the share of positions at which the right token is the likeliest
 * @param attention in the first sentence, {@code [layer][head][target][source]}
 * @param completion of a sentence that is learned
 */
public record Snapshot(
        int step,
        double loss,
        double accuracy,
        List<double[][][]> attention,
        Completion completion) {

    public Snapshot {
        attention = List.copyOf(attention);
    }
}
