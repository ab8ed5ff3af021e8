package dev.limelight.modelserver.generation;

import java.util.List;

/** The likeliest token at each step. Processors see raw logits, as in transformers. */
final class GreedySearch implements Search {

    private final GenerationConfig config;
    private final List<LogitsProcessor> processors;
    private float[] scores = {};
    private Sequence sequence;
    private boolean done;

    GreedySearch(GenerationConfig config, int[] source) {
        this.config = config;
        this.processors = LogitsProcessors.of(config, source);
        this.sequence = Sequence.start(config.decoderStartTokenId());
    }

    @Override
    public List<Running> rows() {
        return done ? List.of() : List.of(new Running(sequence, 0));
    }

    @Override
    public void advance(List<? extends DecoderSteps.Row> said) {
        DecoderSteps.Row row = said.get(0);
        int next = processors.isEmpty() ? row.likeliest() : processed(row);
        sequence = sequence.with(next, row.logProbability(next), row.attention());
        done = config.eosTokenIds().contains(next) || sequence.length() >= config.maxLength();
    }

    @Override
    public List<Generated> results() {
        return List.of(sequence.generated(Float.NaN));
    }

    private int processed(DecoderSteps.Row row) {
        scores = scores.length == 0 ? new float[row.vocabulary()] : scores;
        row.logits(scores);
        int[] tokens = sequence.tokens();
        processors.forEach(processor -> processor.process(tokens, scores));
        return LogitsProcessors.argmax(scores);
    }
}
