package dev.limelight.modelserver.generation;

import java.util.List;

/** Looks for the best sequences for one source. Not thread-safe. */
interface Search {

    /** A running sequence, and which row of the step before it goes on from. */
    record Row(Sequence sequence, int parent) {}

    /** The sequences that want another token; none when the search is over. */
    List<Row> rows();

    /**
     * Takes what the decoder said on {@link #rows}.
     *
     * @param logits {@code [row][vocabulary]}, may be changed
     * @param attention {@code [row][tap][source]}
     */
    void advance(List<float[]> logits, List<List<float[]>> attention);

    /** The results, best first. */
    List<Generated> results();
}
