package dev.limelight.pipeline.teach;

import dev.limelight.pipeline.teach.tensor.Adam;
import dev.limelight.pipeline.teach.tensor.CrossEntropy;
import dev.limelight.pipeline.teach.tensor.Tape;
import java.util.Arrays;
import java.util.List;

/** Changes a model step by step so that it predicts the next token of each sentence. */
final class Training {

    private static final double RATE = 0.003;

    private final TinyTransformer model;
    private final List<int[]> sentences;
    private final Adam adam;
    private final double share;

    /**
     * A training.
     *
     * @param sentences ids without the end token
     */
    Training(TinyTransformer model, List<int[]> sentences) {
        this.model = model;
        this.sentences = List.copyOf(sentences);
        this.adam = new Adam(model.parameters(), RATE);
        this.share = 1.0 / sentences.stream().mapToInt(ids -> ids.length).sum();
    }

    /**
     * How well the model predicts.
     *
     * @param loss the mean of {@code -ln p} of the right next token, in nats
     * @param accuracy the share of positions at which the right token is the likeliest
     */
    record Fit(double loss, double accuracy) {}

    /** One step over all sentences; gives the loss before it. */
    double step() {
        double loss = gradients();
        adam.step();
        return loss;
    }

    /** Adds the gradients of the loss to the model's parameters, and gives the loss. */
    double gradients() {
        double loss = 0;
        for (int[] ids : sentences) {
            var tape = new Tape();
            var pass = model.read(ids, tape);
            loss += CrossEntropy.of(pass.logits(), next(ids), share, tape);
            tape.playBack();
        }
        return loss * share;
    }

    Fit fit() {
        double loss = 0;
        int right = 0;
        for (int[] ids : sentences) {
            var tape = new Tape();
            var logits = model.read(ids, tape).logits();
            loss += CrossEntropy.of(logits, next(ids), share, tape);
            for (int i = 0; i < ids.length; i++) {
                right += Candidate.likeliest(logits.row(i)) == next(ids)[i] ? 1 : 0;
            }
        }
        return new Fit(loss * share, right * share);
    }

    /** The tokens that follow each of {@code ids}. */
    private static int[] next(int[] ids) {
        int[] next = Arrays.copyOfRange(ids, 1, ids.length + 1);
        next[ids.length - 1] = Vocabulary.END;
        return next;
    }
}
