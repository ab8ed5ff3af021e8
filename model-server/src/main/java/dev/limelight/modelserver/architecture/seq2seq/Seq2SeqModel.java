package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.generation.DecoderSteps.Step;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.Generation;
import dev.limelight.modelserver.generation.GenerationConfig;
import dev.limelight.modelserver.runtime.Decoding;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.util.List;
import java.util.OptionalInt;

/**
 * A loaded encoder-decoder model. Thread-safe. Whoever opened it closes it, after all calls have
 * returned.
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
     * @param taps the cross-attention that is given with each token, by decoder layer and head
     * @param threads threads that share one step; at least 1
     * @throws ModelException {@code MODEL_ERROR} when the bundle lacks something or cannot be run
     */
    public static Seq2SeqModel open(Seq2SeqBundle bundle, List<AttentionTap> taps, int threads) {
        int heads = bundle.config().decoderHeads();
        return new Seq2SeqModel(bundle, OnnxSeq2Seq.open(bundle.files(), taps, heads, threads));
    }

    /**
     * Generates for a batch of sources; what comes out for one does not depend on the others.
     *
     * @param sources token ids of each source, end-of-sentence included, not padded
     * @return the sequences of each source, best first
     * @throws ModelException {@code TOO_LARGE} when a source or {@code max_new_tokens} exceeds the
     *     model's positions; {@code MODEL_ERROR} when the model fails
     */
    public List<List<Generated>> generate(List<int[]> sources, GenerationConfig config) {
        sources.forEach(source -> checkLength("source", source.length));
        checkLength("max_new_tokens", config.maxNewTokens());
        try (Decoding decoding = model.decode(sources)) {
            return Generation.run((rows, tokens) -> step(decoding, rows, tokens), sources, config);
        }
    }

    @Override
    public void close() {
        model.close();
    }

    private static Step step(Decoding decoding, int[] rows, int[] tokens) {
        Decoding.Output output = decoding.next(rows, tokens);
        return new Step(output.logits(), output.attention());
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
