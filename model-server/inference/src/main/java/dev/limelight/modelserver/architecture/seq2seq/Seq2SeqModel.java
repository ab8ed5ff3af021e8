package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.architecture.seq2seq.batch.RunningBatch;
import dev.limelight.modelserver.generation.DecoderSteps;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A loaded encoder-decoder model that works on token ids. Thread-safe. Whoever opened it closes it,
 * after all its batches.
 */
public final class Seq2SeqModel implements AutoCloseable {

    private final Seq2SeqBundle bundle;
    private final OnnxSeq2Seq model;

    private Seq2SeqModel(Seq2SeqBundle bundle, OnnxSeq2Seq model) {
        this.bundle = bundle;
        this.model = model;
    }

    /**
     * Loads a bundle.
     *
     * @param taps the attention that is given
     * @param threads threads that share one step; at least 1
     * @throws ModelException {@code MODEL_ERROR} when the bundle lacks something or cannot be run
     */
    public static Seq2SeqModel open(Seq2SeqBundle bundle, OnnxSeq2Seq.Taps taps, int threads) {
        return new Seq2SeqModel(bundle, OnnxSeq2Seq.open(bundle.files(), taps, threads));
    }

    /**
     * Reads sources with the encoder.
     *
     * @param texts what is given of a sequence of a source, which is told by its place
     * @return a batch that stands before its first step; the caller closes it
     * @throws ModelException {@code TOO_LARGE} when a source or {@code max_new_tokens} exceeds the
     *     model's positions; {@code MODEL_ERROR} when the model fails
     */
    public RunningBatch start(
            List<Source> sources, BiFunction<Integer, Generated, GeneratedText> texts) {
        return start(sources, texts, decoder -> decoder);
    }

    /**
     * Likewise.
     *
     * @param watched what goes between the searches and the decoder, where it goes step by step
     */
    RunningBatch start(
            List<Source> sources,
            BiFunction<Integer, Generated, GeneratedText> texts,
            UnaryOperator<DecoderSteps> watched) {
        sources.forEach(this::check);
        return RunningBatch.start(model, sources, texts, watched);
    }

    @Override
    public void close() {
        model.close();
    }

    /** The attention that comes out. */
    OnnxSeq2Seq.Taps taps() {
        return model.taps();
    }

    /** Refuses what does not fit the model, naming both numbers. */
    void check(Source source) {
        checkLength("source", source.ids().length);
        if (source.forced() == null) {
            checkLength("max_new_tokens", source.config().maxNewTokens());
        } else {
            checkLength("target", source.forced().length);
        }
    }

    private void checkLength(String what, int tokens) {
        OptionalInt positions = bundle.config().positions();
        if (tokens < 1 || tokens > positions.orElse(Integer.MAX_VALUE)) {
            throw new ModelException(
                    Category.TOO_LARGE,
                    "%s of %d tokens, expected 1 to %s, the positions of %s"
                            .formatted(
                                    what,
                                    tokens,
                                    positions.isPresent() ? positions.getAsInt() : "any",
                                    bundle.folder()));
        }
    }
}
