package dev.limelight.modelserver.architecture.seq2seq.batch;

import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.generation.DecoderSteps;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.Generation;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.runtime.DecoderOutput;
import dev.limelight.modelserver.runtime.Decoding;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Sources that step in one call: a native decoding, and the searches that steer it. For one thread.
 */
record SteppedPart(Decoding decoding, Generation generation) implements BatchPart {

    /**
     * Reads the sources.
     *
     * @param watched what goes between the searches and the decoder
     */
    static SteppedPart start(
            OnnxSeq2Seq model, List<Source> sources, UnaryOperator<DecoderSteps> watched) {
        Decoding decoding = Decoding.start(model, sources.stream().map(Source::ids).toList());
        DecoderSteps steps = (rows, tokens) -> next(decoding, rows, tokens);
        return new SteppedPart(decoding, new Generation(watched.apply(steps), sources));
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
    public boolean isOver(int source) {
        return generation.isOver(source);
    }

    @Override
    public List<Generated> results(int source) {
        return generation.results(source);
    }

    @Override
    public void drop(int source) {
        generation.drop(source);
    }

    @Override
    public List<AttentionMap> encoderAttention(int source) {
        return decoding.encoderAttention().get(source);
    }

    @Override
    public void close() {
        decoding.close();
    }

    private static List<Row> next(Decoding decoding, int[] rows, int[] tokens) {
        DecoderOutput output = decoding.next(rows, tokens);
        return IntStream.range(0, rows.length).mapToObj(row -> new Row(output, row)).toList();
    }

    private record Row(DecoderOutput output, int row) implements DecoderSteps.Row {

        @Override
        public int vocabulary() {
            return output.vocabulary();
        }

        @Override
        public void logits(float[] into) {
            output.logits(row, into);
        }

        @Override
        public int likeliest() {
            return output.likeliest(row);
        }

        @Override
        public void logProbabilities(float[] into) {
            output.logProbabilities(row, into);
        }

        @Override
        public float logProbability(int token) {
            return output.logProbability(row, token);
        }

        @Override
        public List<float[]> attention() {
            return output.attention(row);
        }
    }
}
