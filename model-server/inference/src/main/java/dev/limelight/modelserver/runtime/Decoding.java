package dev.limelight.modelserver.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.runtime.graph.DecoderGraph;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch of sources while their targets are decoded. Keys and values stay in native memory: those
 * of the sources are computed once, those of the targets go from one step to the next. Rows are
 * copied only when they move, see {@link RowGather}. For one thread; whoever started it closes it.
 */
public final class Decoding implements AutoCloseable {

    private static final String PRESENT = "present.";

    private final OnnxSeq2Seq model;
    private final int[] lengths;
    private final List<List<AttentionMap>> encoderAttention;
    private Map<String, OnnxTensor> ofSources;
    private Map<String, OnnxTensor> ownPast = Map.of();
    private int[] sourceOfRow;
    private @Nullable ScoreBuffers buffers;

    private Decoding(OnnxSeq2Seq model, List<int[]> sources) throws OrtException {
        this.model = model;
        this.lengths = sources.stream().mapToInt(source -> source.length).toArray();
        this.sourceOfRow = IntStream.range(0, lengths.length).toArray();
        TokenBatch batch = TokenBatch.ofIds(sources);
        long[] shape = {batch.rows(), batch.columns()};
        OnnxTensor mask = longs(batch.mask(), shape);
        this.ofSources = new HashMap<>(Map.of(DecoderInputs.ENCODER_MASK, mask));
        try (OnnxTensor ids = longs(batch.ids(), shape)) {
            OrtSession.Result result =
                    model.encoder().run(Map.of(DecoderInputs.IDS, ids, DecoderInputs.MASK, mask));
            ofSources.put(DecoderInputs.HIDDEN, (OnnxTensor) result.get(0));
            this.encoderAttention = encoderAttention(result, batch.columns());
        } catch (OrtException | RuntimeException e) {
            closeAll(ofSources);
            throw e;
        }
    }

    /**
     * Reads sources with the encoder.
     *
     * @param sources token ids of each source, not padded; none of them empty
     * @return a decoding that stands before its first step; the caller closes it
     * @throws ModelException {@code MODEL_ERROR} when ONNX Runtime fails
     */
    public static Decoding start(OnnxSeq2Seq model, List<int[]> sources) {
        try {
            return new Decoding(model, sources);
        } catch (OrtException e) {
            throw failed(sources.size(), e);
        }
    }

    /** The self-attention of the encoder's tapped heads on each source, {@code [source][tap]}. */
    public List<List<AttentionMap>> encoderAttention() {
        return encoderAttention;
    }

    /**
     * One step.
     *
     * @param rows for each row the row of the step before that it goes on from; the first step has
     *     one row a source, in order
     * @param tokens the token that each row reads
     * @return what the decoder says, until the next step
     * @throws ModelException {@code MODEL_ERROR} when ONNX Runtime fails
     */
    public DecoderOutput next(int[] rows, int[] tokens) {
        boolean isFirst = ownPast.isEmpty();
        try (var inputs = new Closing()) {
            move(rows);
            OrtSession decoder = model.decoder(isFirst);
            Map<String, OnnxTensor> feed = new HashMap<>();
            for (String name : decoder.getInputNames()) {
                feed.put(name, input(name, tokens, isFirst, inputs));
            }
            return run(decoder, feed, isFirst, inputs);
        } catch (OrtException e) {
            throw failed(rows.length, e);
        }
    }

    @Override
    public void close() {
        closeAll(ofSources);
        closeAll(ownPast);
        if (buffers != null) {
            model.buffers().giveBack(buffers);
            buffers = null;
        }
    }

    private DecoderOutput run(
            OrtSession decoder, Map<String, OnnxTensor> feed, boolean isFirst, Closing tensors)
            throws OrtException {
        int rows = sourceOfRow.length;
        ScoreBuffers scores = buffers(rows);
        FloatBuffer logits = scores.logits(rows, model.vocabulary());
        FloatBuffer logs = scores.logProbabilities(rows, model.vocabulary());
        Map<String, OnnxTensor> pinned =
                Map.of(
                        DecoderGraph.SCORES,
                        tensors.add(ScoreBuffers.tensor(model.environment(), logits, rows)),
                        DecoderGraph.LOG_PROBABILITIES,
                        tensors.add(ScoreBuffers.tensor(model.environment(), logs, rows)));
        OrtSession.Result result = decoder.run(feed, outputs(decoder, isFirst), pinned);
        keep(result);
        return new DecoderOutput(model.vocabulary(), logits, logs, maps(result), sourceLengths());
    }

    /** A batch has the most rows in its second step, when all beams are there. */
    private ScoreBuffers buffers(int rows) {
        int floats = Math.multiplyExact(rows, model.vocabulary());
        if (buffers == null || !buffers.holds(floats)) {
            buffers = model.buffers().take(floats);
        }
        return buffers;
    }

    private List<FloatBuffer> maps(OrtSession.Result result) {
        return model.taps().cross().stream()
                .map(
                        tap -> {
                            try (OnnxTensor map = tensor(result, OnnxGraph.attentionOutput(tap))) {
                                return map.getFloatBuffer();
                            }
                        })
                .toList();
    }

    private void move(int[] rows) throws OrtException {
        int[] moved = IntStream.of(rows).map(row -> sourceOfRow[row]).toArray();
        boolean stays = Arrays.equals(rows, IntStream.range(0, sourceOfRow.length).toArray());
        if (!stays && !ownPast.isEmpty()) {
            ownPast = replaced(ownPast, model.ownRows().pick(ownPast, rows));
        }
        if (!Arrays.equals(moved, sourceOfRow)) {
            ofSources = replaced(ofSources, model.sourceRows().pick(ofCachedSteps(), rows));
        }
        sourceOfRow = moved;
    }

    /** Not all graphs read the encoder's hidden states after the first step. */
    private Map<String, OnnxTensor> ofCachedSteps() {
        Map<String, OnnxTensor> read = new HashMap<>(ofSources);
        read.keySet().retainAll(model.decoder(false).getInputNames());
        return read;
    }

    private static Map<String, OnnxTensor> replaced(
            Map<String, OnnxTensor> before, Map<String, OnnxTensor> after) {
        closeAll(before);
        return after;
    }

    private OnnxTensor input(String name, int[] tokens, boolean isFirst, Closing inputs)
            throws OrtException {
        if (name.equals(DecoderInputs.IDS)) {
            return inputs.add(longs(widened(tokens), tokens.length, 1));
        }
        if (name.equals(DecoderInputs.USE_CACHE)) {
            return inputs.add(
                    OnnxTensor.createTensor(model.environment(), new boolean[] {!isFirst}));
        }
        if (name.startsWith(DecoderInputs.PAST) && isFirst) {
            return inputs.add(emptyPast(name, tokens.length));
        }
        OnnxTensor kept = (DecoderInputs.isOwnPast(name) ? ownPast : ofSources).get(name);
        if (kept == null) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "decoder input '%s', expected those that Hugging Face Optimum writes"
                            .formatted(name));
        }
        return kept;
    }

    private OnnxTensor emptyPast(String name, int rows) throws OrtException {
        TensorInfo info = model.past(name);
        long[] shape = {rows, info.getShape()[1], 0, info.getShape()[3]};
        ByteBuffer nothing = ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder());
        OnnxJavaType type = info.type;
        return OnnxTensor.createTensor(model.environment(), nothing, shape, type);
    }

    /**
     * All that is kept or read but the scores; a merged decoder's stand-ins for the sources' cache
     * are not.
     */
    private Set<String> outputs(OrtSession decoder, boolean isFirst) {
        Set<String> wanted = new LinkedHashSet<>();
        model.taps().cross().forEach(tap -> wanted.add(OnnxGraph.attentionOutput(tap)));
        for (String name : decoder.getOutputNames()) {
            if (name.startsWith(PRESENT) && (isFirst || !name.contains(DecoderInputs.CROSS))) {
                wanted.add(name);
            }
        }
        return wanted;
    }

    private void keep(OrtSession.Result result) {
        Map<String, OnnxTensor> own = new HashMap<>();
        result.forEach(
                output -> {
                    String name =
                            DecoderInputs.PAST + output.getKey().replaceFirst("^" + PRESENT, "");
                    if (output.getKey().startsWith(PRESENT)) {
                        (DecoderInputs.isOwnPast(name) ? own : ofSources)
                                .put(name, (OnnxTensor) output.getValue());
                    }
                });
        closeAll(ownPast);
        ownPast = own;
    }

    private int[] sourceLengths() {
        return IntStream.of(sourceOfRow).map(source -> lengths[source]).toArray();
    }

    private List<List<AttentionMap>> encoderAttention(OrtSession.Result result, int columns) {
        List<List<AttentionMap>> all = new ArrayList<>();
        Arrays.stream(lengths).forEach(length -> all.add(new ArrayList<>()));
        for (AttentionTap tap : model.taps().encoder()) {
            try (OnnxTensor map = tensor(result, OnnxGraph.attentionOutput(tap))) {
                float[] weights = map.getFloatBuffer().array();
                for (int row = 0; row < lengths.length; row++) {
                    all.get(row).add(corner(tap, weights, row, columns));
                }
            }
        }
        return all;
    }

    /** The unpadded corner of one row of {@code [batch, columns, columns]}. */
    private AttentionMap corner(AttentionTap tap, float[] weights, int row, int columns) {
        int n = lengths[row];
        float[] square = new float[n * n];
        for (int target = 0; target < n; target++) {
            System.arraycopy(weights, (row * columns + target) * columns, square, target * n, n);
        }
        return new AttentionMap(tap, n, square);
    }

    static OnnxTensor tensor(OrtSession.Result result, String output) {
        return (OnnxTensor) Objects.requireNonNull(result.get(output).orElse(null), output);
    }

    private OnnxTensor longs(long[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(values), shape);
    }

    private static void closeAll(Map<String, OnnxTensor> tensors) {
        try (var closing = new Closing()) {
            tensors.values().forEach(closing::add);
        }
    }

    private static long[] widened(int[] values) {
        return IntStream.of(values).asLongStream().toArray();
    }

    private static ModelException failed(int rows, OrtException cause) {
        return new ModelException(
                Category.MODEL_ERROR,
                "ONNX Runtime failed on %d rows: %s".formatted(rows, cause.getMessage()),
                cause);
    }
}
