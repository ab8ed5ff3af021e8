package dev.limelight.pipeline.guard.detect;

import java.util.List;

/**
 * Something that finds suspicious spans in documents. Thread-safe; the same document gives the same
 * spans; time linear in the text, but for what {@link #cost} says.
 */
public interface Detector {

    /** As in alerts and policies: {@code unicode}. */
    String name();

    /** What it finds, one line for people. */
    String meaning();

    /** What it takes, beside the text. */
    Cost cost();

    /** The simplest rule that does the same, which it has to beat: one line for people. */
    String baseline();

    /**
     * The suspicious spans of a document in the order of the text, without overlaps. Which of them
     * become findings, a policy decides by their scores.
     *
     * @throws dev.limelight.modelserver.api.ModelException if it asks a model, which fails
     */
    List<Suspicion> inspect(Inspected document);

    /** What a detector needs. */
    enum Cost {
        /** The text alone. */
        TEXT,
        /** A vector of each sentence, read alone by an encoder; compared with all others. */
        VECTORS
    }
}
