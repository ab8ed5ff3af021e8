package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.architecture.seq2seq.GeneratedTexts;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.generation.DecoderSteps;
import dev.limelight.modelserver.generation.Generation;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.model.GeneratorBatch;
import dev.limelight.modelserver.model.GeneratorInput;
import dev.limelight.modelserver.model.GeneratorOutput;
import dev.limelight.modelserver.runtime.bergamot.BergamotDecoding;
import dev.limelight.modelserver.runtime.bergamot.BergamotModel;
import dev.limelight.modelserver.runtime.bergamot.StepRow;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sources on their way: a native decoding, and the searches that steer it. For one thread. */
final class BergamotBatch implements GeneratorBatch {

    private final Seq2SeqTokenizer tokenizer;
    private final List<GeneratorInput> inputs;
    private final List<AttentionTap> taps;
    private final BergamotDecoding decoding;
    private final Generation generation;

    BergamotBatch(
            BergamotModel model,
            Seq2SeqTokenizer tokenizer,
            List<GeneratorInput> inputs,
            UnaryOperator<DecoderSteps> watched) {
        this.tokenizer = tokenizer;
        this.inputs = inputs;
        this.taps = model.taps().cross();
        List<Source> sources = inputs.stream().map(GeneratorInput::source).toList();
        this.decoding =
                BergamotDecoding.start(
                        model,
                        sources.stream().map(Source::ids).toList(),
                        sources.stream().map(BergamotBatch::read).toList());
        this.generation =
                new Generation(
                        watched.apply(
                                (rows, tokens) ->
                                        decoding.next(rows, tokens).stream()
                                                .map(Row::new)
                                                .toList()),
                        sources);
    }

    private static int[] read(Source source) {
        return source.forced() == null ? new int[0] : source.forced();
    }

    @Override
    public int rows() {
        return generation.rows();
    }

    @Override
    public void step() {
        generation.step();
    }

    @Override
    public boolean isOver(int input) {
        return generation.isOver(input);
    }

    @Override
    public GeneratorOutput output(int input) {
        return new GeneratorOutput(
                generation.results(input).stream()
                        .map(
                                each ->
                                        GeneratedTexts.of(
                                                tokenizer, taps, inputs.get(input).target(), each))
                        .toList(),
                decoding.encoderAttention().get(input));
    }

    @Override
    public void drop(int input) {
        generation.drop(input);
    }

    @Override
    public void close() {
        decoding.close();
    }

    private record Row(StepRow row) implements DecoderSteps.Row {

        @Override
        public int vocabulary() {
            return row.vocabulary();
        }

        @Override
        public int likeliest() {
            return row.likeliest();
        }

        @Override
        public void logits(float[] into) {
            row.logits(into);
        }

        @Override
        public void logProbabilities(float[] into) {
            row.logProbabilities(into);
        }

        @Override
        public float logProbability(int token) {
            return row.logProbability(token);
        }

        @Override
        public List<float[]> attention() {
            return row.attention();
        }
    }
}
