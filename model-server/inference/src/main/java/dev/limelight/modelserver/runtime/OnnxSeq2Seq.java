package dev.limelight.modelserver.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.runtime.graph.DecoderGraph;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An encoder-decoder model loaded into ONNX Runtime. Thread-safe: decodings may overlap. Whoever
 * opened it closes it, after all its decodings.
 */
public final class OnnxSeq2Seq implements AutoCloseable {

    private final OrtEnvironment environment;
    private final Closing opened;
    private final OrtSession encoder;
    private final OrtSession first;
    private final OrtSession cached;
    private final boolean readsAlone;
    private final RowGather ownRows;
    private final RowGather sourceRows;
    private final Taps taps;
    private final int vocabulary;
    private final ScoreBuffers.Pool buffers = new ScoreBuffers.Pool();

    /**
     * The attention that comes out.
     *
     * @param cross of the decoder's layers on the source, with each token
     * @param encoder of the encoder's layers on themselves, once a source
     */
    public record Taps(List<AttentionTap> cross, List<AttentionTap> encoder) {

        public Taps {
            cross = List.copyOf(cross);
            encoder = List.copyOf(encoder);
        }

        /** No attention. */
        public static final Taps NONE = new Taps(List.of(), List.of());

        /**
         * Those of these that the graphs of a model show. Reads the decoder's.
         *
         * @throws ModelException {@code MODEL_ERROR} when a file cannot be read
         */
        public Taps shownBy(Seq2SeqFiles files) {
            boolean isShown =
                    cross.isEmpty()
                            || (isShownBy(files.first(), files)
                                    && (files.isMerged() || isShownBy(files.cached(), files)));
            return isShown ? this : new Taps(List.of(), encoder);
        }

        private boolean isShownBy(Path decoder, Seq2SeqFiles files) {
            return DecoderGraph.shows(OnnxGraph.read(decoder), cross, files.decoderHeads());
        }
    }

    private OnnxSeq2Seq(Closing opened, Seq2SeqFiles files, Taps taps, int threads)
            throws OrtException {
        this.environment = OnnxRuntime.environment();
        this.opened = opened;
        this.taps = taps;
        OnnxGraph reader = OnnxGraph.read(files.encoder());
        this.readsAlone = reader.readsAlone() || OnnxGraph.read(files.first()).readsAlone();
        this.encoder =
                session(
                        files.encoder(),
                        reader.withAttention(taps.encoder(), files.encoderHeads()),
                        threads);
        this.first = decoder(files, files.first(), threads);
        this.cached = files.isMerged() ? first : decoder(files, files.cached(), threads);
        try (OrtSession.SessionOptions options = OnnxRuntime.options(threads)) {
            this.ownRows = opened.add(RowGather.open(environment, moving(false), options));
            this.sourceRows = opened.add(RowGather.open(environment, moving(true), options));
        }
        this.vocabulary = vocabulary(files);
    }

    /**
     * Loads the graphs.
     *
     * @param threads threads that share one run; at least 1
     * @throws ModelException {@code MODEL_ERROR} when a file cannot be read or run
     */
    public static OnnxSeq2Seq open(Seq2SeqFiles files, Taps taps, int threads) {
        try {
            return Closing.opening(opened -> new OnnxSeq2Seq(opened, files, taps, threads));
        } catch (OrtException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "ONNX Runtime cannot work for %s: %s"
                            .formatted(files.encoder().getParent(), e.getMessage()),
                    e);
        }
    }

    /** Whether a source's results depend on those beside it, so that each needs a decoding. */
    public boolean readsAlone() {
        return readsAlone;
    }

    /** The attention that comes out. */
    public Taps taps() {
        return taps;
    }

    @Override
    public void close() {
        opened.close();
    }

    OrtEnvironment environment() {
        return environment;
    }

    OrtSession encoder() {
        return encoder;
    }

    /** The decoder of the first step, or of the later ones. */
    OrtSession decoder(boolean isFirst) {
        return isFirst ? first : cached;
    }

    /** Moves keys and values of the targets. */
    RowGather ownRows() {
        return ownRows;
    }

    /** Moves what was made of the sources. */
    RowGather sourceRows() {
        return sourceRows;
    }

    /** Tokens that a target may have. */
    public int vocabulary() {
        return vocabulary;
    }

    ScoreBuffers.Pool buffers() {
        return buffers;
    }

    /** Type and shape of a past of no tokens; heads and their size are the graph's. */
    TensorInfo past(String input) throws OrtException {
        NodeInfo info = Objects.requireNonNull(first.getInputInfo().get(input), input);
        return (TensorInfo) info.getInfo();
    }

    private OrtSession decoder(Seq2SeqFiles files, Path file, int threads) throws OrtException {
        OnnxGraph graph = DecoderGraph.of(OnnxGraph.read(file), taps.cross(), files.decoderHeads());
        return session(file, graph, threads);
    }

    private OrtSession session(Path file, OnnxGraph graph, int threads) throws OrtException {
        try {
            return opened.add(OnnxRuntime.session(environment, graph, threads));
        } catch (OrtException e) {
            throw new ModelException(Category.MODEL_ERROR, refusal(file, e), e);
        }
    }

    /** The runtime's own words are for its developers, so the way out stands before them. */
    private static String refusal(Path file, OrtException cause) {
        return ("ONNX Runtime cannot load %s, expected a graph that it can run; take another precision"
                        + " of the model (--suffix) or export it again with a newer Optimum (%s)")
                .formatted(file, String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }

    /**
     * What the later steps read of the steps before, by input name.
     *
     * @param ofSources what was made of the sources, or the decoder's own keys and values
     */
    private Map<String, OnnxJavaType> moving(boolean ofSources) throws OrtException {
        Map<String, OnnxJavaType> moving = new LinkedHashMap<>();
        for (NodeInfo input : cached.getInputInfo().values()) {
            boolean isOfSources = DecoderInputs.isOfSources(input.getName());
            boolean isOwn = DecoderInputs.isOwnPast(input.getName());
            if (ofSources ? isOfSources : isOwn) {
                moving.put(input.getName(), ((TensorInfo) input.getInfo()).type);
            }
        }
        return moving;
    }

    /** The graph knows better than the configuration, where it says so. */
    private int vocabulary(Seq2SeqFiles files) throws OrtException {
        NodeInfo scores = Objects.requireNonNull(cached.getOutputInfo().get(DecoderGraph.SCORES));
        long[] shape = ((TensorInfo) scores.getInfo()).getShape();
        long last = shape.length == 0 ? -1 : shape[shape.length - 1];
        return last > 0 ? Math.toIntExact(last) : files.vocabulary();
    }
}
