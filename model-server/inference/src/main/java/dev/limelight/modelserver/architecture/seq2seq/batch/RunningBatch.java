package dev.limelight.modelserver.architecture.seq2seq.batch;

import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.generation.DecoderSteps;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.model.GeneratorBatch;
import dev.limelight.modelserver.model.GeneratorOutput;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Sources on their way. Those to generate for share one decoding, and given targets are read in
 * whole passes; models that must read each source alone step through all of them, one by one, so
 * that a target is scored by the numbers that it would be written with. For one thread.
 */
public final class RunningBatch implements GeneratorBatch {

    private final List<BatchPart> parts = new ArrayList<>();
    private final Place[] places;
    private final BiFunction<Integer, Generated, GeneratedText> texts;

    /** A source's part, and which one it is there. */
    private record Place(BatchPart part, int source) {

        boolean isOver() {
            return part.isOver(source);
        }
    }

    private RunningBatch(int sources, BiFunction<Integer, Generated, GeneratedText> texts) {
        this.places = new Place[sources];
        this.texts = texts;
    }

    /**
     * Reads the sources; each must fit the model.
     *
     * @param watched what goes between the searches and the decoder; whole passes have no steps
     */
    public static RunningBatch start(
            OnnxSeq2Seq model,
            List<Source> sources,
            BiFunction<Integer, Generated, GeneratedText> texts,
            UnaryOperator<DecoderSteps> watched) {
        var batch = new RunningBatch(sources.size(), texts);
        try {
            batch.divide(model, sources, watched);
            return batch;
        } catch (RuntimeException e) {
            batch.close();
            throw e;
        }
    }

    private void divide(
            OnnxSeq2Seq model, List<Source> sources, UnaryOperator<DecoderSteps> watched) {
        int[] all = IntStream.range(0, sources.size()).toArray();
        if (model.readsAlone()) {
            for (int i : all) {
                add(sources, new int[] {i}, alone -> SteppedPart.start(model, alone, watched));
            }
            return;
        }
        int[] forced = IntStream.of(all).filter(i -> sources.get(i).isForced()).toArray();
        int[] open = IntStream.of(all).filter(i -> !sources.get(i).isForced()).toArray();
        add(sources, open, some -> SteppedPart.start(model, some, watched));
        add(sources, forced, some -> new ForcedPart(model, some));
    }

    private void add(List<Source> sources, int[] which, Function<List<Source>, BatchPart> start) {
        if (which.length > 0) {
            BatchPart part = start.apply(IntStream.of(which).mapToObj(sources::get).toList());
            parts.add(part);
            IntStream.range(0, which.length).forEach(i -> places[which[i]] = new Place(part, i));
        }
    }

    @Override
    public int rows() {
        return parts.stream().mapToInt(BatchPart::rows).sum();
    }

    @Override
    public void step() {
        parts.stream().filter(part -> part.rows() > 0).forEach(BatchPart::step);
    }

    @Override
    public boolean isOver(int source) {
        return places[source].isOver();
    }

    /** The sequences of a source that is over, best first. */
    public List<Generated> results(int source) {
        return places[source].part().results(places[source].source());
    }

    @Override
    public void drop(int source) {
        places[source].part().drop(places[source].source());
    }

    @Override
    public GeneratorOutput output(int source) {
        return new GeneratorOutput(
                results(source).stream().map(each -> texts.apply(source, each)).toList(),
                encoderAttention(source));
    }

    /** The encoder's attention on one source, a map for each tap. */
    private List<AttentionMap> encoderAttention(int source) {
        return places[source].part().encoderAttention(places[source].source());
    }

    @Override
    public void close() {
        parts.forEach(BatchPart::close);
    }
}
