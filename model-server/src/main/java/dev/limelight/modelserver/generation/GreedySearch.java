package dev.limelight.modelserver.generation;

import java.util.List;

/** The likeliest token at each step. Processors see raw logits, as in transformers. */
final class GreedySearch implements Search {

    private final GenerationConfig config;
    private final List<LogitsProcessor> processors;
    private Sequence sequence;
    private boolean done;

    GreedySearch(GenerationConfig config, int[] source) {
        this.config = config;
        this.processors = LogitsProcessors.of(config, source);
        this.sequence = Sequence.start(config.decoderStartTokenId());
    }

    @Override
    public List<Row> rows() {
        return done ? List.of() : List.of(new Row(sequence, 0));
    }

    @Override
    public void advance(List<float[]> logits, List<List<float[]>> attention) {
        float[] scores = logits.get(0);
        float[] logs = Logits.logSoftmax(scores);
        int[] tokens = sequence.tokens();
        processors.forEach(processor -> processor.process(tokens, scores));
        int next = Logits.argmax(scores);
        sequence = sequence.with(next, logs[next], attention.get(0));
        done = config.eosTokenIds().contains(next) || sequence.length() >= config.maxLength();
    }

    @Override
    public List<Generated> results() {
        return List.of(sequence.generated(Float.NaN));
    }
}
