package dev.limelight.modelserver.generation;

import java.util.List;

/**
 * Forced decoding a step at a time: reads a given target and takes note of what the model says of
 * each of its tokens. For decoders that cannot read all of it in one pass.
 */
final class ForcedSearch implements Search {

    private final int[] target;
    private Sequence sequence;

    /** Stands before the first token of {@code target}, end of sentence included. */
    ForcedSearch(int start, int[] target) {
        this.target = target;
        this.sequence = Sequence.start(start);
    }

    @Override
    public List<Running> rows() {
        return read() == target.length ? List.of() : List.of(new Running(sequence, 0));
    }

    @Override
    public void advance(List<? extends DecoderSteps.Row> said) {
        DecoderSteps.Row row = said.get(0);
        int next = target[read()];
        sequence = sequence.with(next, row.logProbability(next), row.attention());
    }

    @Override
    public List<Generated> results() {
        return List.of(sequence.generated(Float.NaN));
    }

    private int read() {
        return sequence.length() - 1;
    }
}
