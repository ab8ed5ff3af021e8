package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.generation.DecoderSteps;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.Generation;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.model.GeneratorBatch;
import dev.limelight.modelserver.model.GeneratorOutput;
import dev.limelight.modelserver.runtime.DecoderOutput;
import dev.limelight.modelserver.runtime.Decoding;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Sources on their way: native decodings, and the searches that steer them. All sources share one
 * decoding, but for models that must read each alone. For one thread.
 */
public final class RunningBatch implements GeneratorBatch {

    private final List<Part> parts = new ArrayList<>();
    private final Function<Generated, GeneratedText> texts;

    /** Sources that step in one call. */
    private record Part(Decoding decoding, Generation generation) {

        static Part start(
                OnnxSeq2Seq model, List<Source> sources, UnaryOperator<DecoderSteps> watched) {
            Decoding decoding = Decoding.start(model, sources.stream().map(Source::ids).toList());
            return new Part(
                    decoding,
                    new Generation(
                            watched.apply((rows, tokens) -> next(decoding, rows, tokens)),
                            sources));
        }
    }

    /** A source's part, and which one it is there. */
    private record Place(Part part, int source) {}

    private RunningBatch(Function<Generated, GeneratedText> texts) {
        this.texts = texts;
    }

    /** Reads the sources; each must fit the model. */
    static RunningBatch start(
            OnnxSeq2Seq model,
            List<Source> sources,
            Function<Generated, GeneratedText> texts,
            UnaryOperator<DecoderSteps> watched) {
        var batch = new RunningBatch(texts);
        try {
            if (model.readsAlone()) {
                sources.forEach(
                        source -> batch.parts.add(Part.start(model, List.of(source), watched)));
            } else {
                batch.parts.add(Part.start(model, sources, watched));
            }
            return batch;
        } catch (RuntimeException e) {
            batch.close();
            throw e;
        }
    }

    @Override
    public int rows() {
        return parts.stream().mapToInt(part -> part.generation().rows()).sum();
    }

    @Override
    public void step() {
        parts.stream()
                .map(Part::generation)
                .filter(Generation::isRunning)
                .forEach(Generation::step);
    }

    @Override
    public boolean isOver(int source) {
        return place(source).part().generation().isOver(place(source).source());
    }

    /** The sequences of a source that is over, best first. */
    List<Generated> results(int source) {
        return place(source).part().generation().results(place(source).source());
    }

    @Override
    public void drop(int source) {
        place(source).part().generation().drop(place(source).source());
    }

    @Override
    public GeneratorOutput output(int source) {
        return new GeneratorOutput(
                results(source).stream().map(texts).toList(), encoderAttention(source));
    }

    /** The encoder's attention on one source, a map for each tap. */
    private List<AttentionMap> encoderAttention(int source) {
        return place(source).part().decoding().encoderAttention().get(place(source).source());
    }

    @Override
    public void close() {
        parts.forEach(part -> part.decoding().close());
    }

    private Place place(int source) {
        return parts.size() == 1
                ? new Place(parts.get(0), source)
                : new Place(parts.get(source), 0);
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
