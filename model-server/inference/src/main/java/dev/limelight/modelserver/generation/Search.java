package dev.limelight.modelserver.generation;

import java.util.List;

/** Looks for the best sequences for one source. Not thread-safe. */
interface Search {

    /** A running sequence, and which row of the step before it goes on from. */
    record Running(Sequence sequence, int parent) {}

    /** The sequences that want another token; none when the search is over. */
    List<Running> rows();

    /** Takes what the decoder said on {@link #rows}. */
    void advance(List<? extends DecoderSteps.Row> said);

    /** The results, best first. */
    List<Generated> results();
}
