package dev.limelight.modelserver.runtime.bergamot;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.bergamot.BergamotWeights;
import dev.limelight.modelserver.bergamot.Embeddings;
import dev.limelight.modelserver.bergamot.Matrix;
import dev.limelight.modelserver.bergamot.Network;
import dev.limelight.modelserver.bergamot.Shortlist;
import dev.limelight.modelserver.runtime.Closing;
import dev.limelight.modelserver.runtime.OnnxRuntime;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq.Taps;
import dev.limelight.modelserver.runtime.RowGather;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model of Bergamot loaded into ONNX Runtime. Thread-safe: decodings may overlap. Whoever opened
 * it closes it, after all its decodings.
 */
public final class BergamotModel implements AutoCloseable {

    private final OrtEnvironment environment;
    private final Closing opened;
    private final Network network;
    private final Taps taps;
    private final @Nullable Shortlist shortlist;
    private final int unknown;
    private final Embeddings sources;
    private final Embeddings targets;
    private final OutputRows output;
    private final OrtSession encoder;
    private final OrtSession step;
    private final RowGather cellRows;
    private final RowGather sourceRows;
    private final List<String> crossMaps;
    private final Set<String> stepOutputs;
    private final SpareMemory outputMemory = new SpareMemory();
    private final SpareMemory scoreMemory = new SpareMemory();

    /**
     * What a model is made of.
     *
     * @param weights of the network
     * @param shortlist null where a target may have any piece
     * @param unknown id of the piece that is never written
     */
    public record Parts(BergamotWeights weights, @Nullable Shortlist shortlist, int unknown) {}

    private BergamotModel(Closing opened, Parts parts, Taps taps, int threads, WeightBytes bytes)
            throws OrtException {
        BergamotWeights weights = parts.weights();
        this.environment = OnnxRuntime.environment();
        this.opened = opened;
        this.network = weights.network();
        this.taps = taps;
        this.shortlist = parts.shortlist();
        this.unknown = parts.unknown();
        this.sources = weights.sourceEmbeddings();
        this.targets = network.sharesEmbeddings() ? sources : weights.targetEmbeddings();
        this.crossMaps = taps.cross().stream().map(OnnxGraph::attentionOutput).toList();
        this.stepOutputs = new LinkedHashSet<>(crossMaps);
        for (int layer = 1; layer <= network.decoderLayers(); layer++) {
            stepOutputs.add(StepGraph.NEXT_CELL + layer);
        }
        Matrix matrix = weights.output(targets);
        this.output = new OutputRows(matrix, weights.outputBias(matrix), bytes);
        try (OrtSession.SessionOptions options = OnnxRuntime.options(threads)) {
            this.encoder = session(EncoderGraph.of(weights, bytes, taps.encoder()), options);
            this.step = session(StepGraph.of(weights, matrix, bytes, taps.cross()), options);
            this.cellRows = opened.add(RowGather.open(environment, cells(), options));
            this.sourceRows = opened.add(RowGather.open(environment, ofSources(), options));
        }
    }

    /**
     * Makes the graphs and loads them.
     *
     * @param taps the attention that comes out
     * @param threads threads that share one run; at least 1
     * @throws ModelException {@code MODEL_ERROR} when there is no such attention, or ONNX Runtime
     *     refuses
     */
    public static BergamotModel open(Parts parts, Taps taps, int threads) {
        try {
            return open(parts, taps, threads, ByteProducts.exact(OnnxRuntime.environment()));
        } catch (OrtException e) {
            throw failed("ONNX Runtime cannot multiply bytes", e);
        }
    }

    /** Likewise, with bytes of a kind. */
    static BergamotModel open(Parts parts, Taps taps, int threads, WeightBytes bytes) {
        try {
            return Closing.opening(
                    opened -> new BergamotModel(opened, parts, taps, threads, bytes));
        } catch (OrtException e) {
            throw failed("ONNX Runtime cannot load the graphs of a Bergamot model", e);
        }
    }

    /** The sizes of the model. */
    public Network network() {
        return network;
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

    OrtSession step() {
        return step;
    }

    /** The step's outputs that are {@link Taps#cross}, in their order. */
    List<String> crossMaps() {
        return crossMaps;
    }

    /** The step's outputs, but for the scores. */
    Set<String> stepOutputs() {
        return stepOutputs;
    }

    /** What {@link OutputRows#gathered} lies in. */
    SpareMemory outputMemory() {
        return outputMemory;
    }

    /** What a step's scores lie in. */
    SpareMemory scoreMemory() {
        return scoreMemory;
    }

    RowGather cellRows() {
        return cellRows;
    }

    RowGather sourceRows() {
        return sourceRows;
    }

    Embeddings sources() {
        return sources;
    }

    Embeddings targets() {
        return targets;
    }

    OutputRows output() {
        return output;
    }

    Candidates candidates(List<int[]> batch, List<int[]> targets) {
        return Candidates.of(batch, targets, shortlist, network.targetVocabulary(), unknown);
    }

    static ModelException failed(String what, OrtException cause) {
        return new ModelException(Category.MODEL_ERROR, what + ": " + cause.getMessage(), cause);
    }

    private OrtSession session(byte[] graph, OrtSession.SessionOptions options)
            throws OrtException {
        return opened.add(environment.createSession(graph, options));
    }

    private Map<String, OnnxJavaType> cells() {
        Map<String, OnnxJavaType> cells = new LinkedHashMap<>();
        for (int layer = 1; layer <= network.decoderLayers(); layer++) {
            cells.put(StepGraph.CELL + layer, OnnxJavaType.FLOAT);
        }
        return cells;
    }

    private Map<String, OnnxJavaType> ofSources() {
        Map<String, OnnxJavaType> ofSources = new LinkedHashMap<>();
        ofSources.put(EncoderGraph.MASK, OnnxJavaType.FLOAT);
        for (int layer = 1; layer <= network.decoderLayers(); layer++) {
            ofSources.put(EncoderGraph.KEYS + layer, OnnxJavaType.FLOAT);
            ofSources.put(EncoderGraph.VALUES + layer, OnnxJavaType.FLOAT);
        }
        return ofSources;
    }
}
