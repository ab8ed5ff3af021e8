package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.AttentionMap;
import dev.limelight.modelserver.generation.DecoderSteps;
import dev.limelight.modelserver.generation.Generation;
import dev.limelight.modelserver.runtime.DecoderOutput;
import dev.limelight.modelserver.runtime.Decoding;
import java.util.List;
import java.util.stream.IntStream;

/** Sources on their way: the native decoding, and the searches that steer it. For one thread. */
public final class RunningBatch implements AutoCloseable {

    private final Decoding decoding;
    private final Generation generation;

    RunningBatch(Decoding decoding, List<Generation.Source> sources) {
        this.decoding = decoding;
        this.generation = new Generation(this::next, sources);
    }

    /** The searches. */
    public Generation generation() {
        return generation;
    }

    /** The encoder's attention on one source, a map for each tap. */
    public List<AttentionMap> encoderAttention(int source) {
        return decoding.encoderAttention().get(source);
    }

    @Override
    public void close() {
        decoding.close();
    }

    private List<Row> next(int[] rows, int[] tokens) {
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
