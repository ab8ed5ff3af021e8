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
            var read = new Tokens(widened(tokens), tokens.length, 1);
            OrtSession.Result result = run(read, isFirst, outputs(isFirst), inputs);
            keep(result);
            return output(read, result);
        } catch (OrtException e) {
            throw failed(rows.length, e);
        }
    }

    /**
     * All tokens of a target for each source in one pass, in place of steps.
     *
     * @param targets what the decoder reads, its start token first, one for each source in order
     * @return what the decoder says behind each token: row {@code i} of column {@code j} is row
     *     {@code i * columns + j}; behind padding it says nothing of use
     * @throws ModelException {@code MODEL_ERROR} when ONNX Runtime fails
     */
    public DecoderOutput read(TokenBatch targets) {
        try (var inputs = new Closing()) {
            var read = new Tokens(targets.ids(), targets.rows(), targets.columns());
            return output(read, run(read, true, attentionOutputs(), inputs));
        } catch (OrtException e) {
            throw failed(targets.rows(), e);
        }
    }

    /** What the decoder reads, {@code [rows, columns]} row by row. */
    private record Tokens(long[] ids, int rows, int columns) {}

    @Override
    public void close() {
        closeAll(ofSources);
        closeAll(ownPast);
        if (buffers != null) {
            model.buffers().giveBack(buffers);
            buffers = null;
        }
    }

    private OrtSession.Result run(
            Tokens read, boolean isFirst, Set<String> outputs, Closing tensors)
            throws OrtException {
        OrtSession decoder = model.decoder(isFirst);
        Map<String, OnnxTensor> feed = new HashMap<>();
        for (String name : decoder.getInputNames()) {
            feed.put(name, input(name, read, isFirst, tensors));
        }
        ScoreBuffers scores = buffers(read.ids().length);
        long[] shape = {read.rows(), read.columns(), model.vocabulary()};
        Map<String, OnnxTensor> pinned =
                Map.of(
                        DecoderGraph.SCORES,
                        tensors.add(scored(scores.logits(scored(read)), shape)),
                        DecoderGraph.LOG_PROBABILITIES,
                        tensors.add(scored(scores.logProbabilities(scored(read)), shape)));
        return decoder.run(feed, outputs, pinned);
    }

    private OnnxTensor scored(FloatBuffer part, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(model.environment(), part, shape);
    }

    /** Scores that are said of what is read. */
    private int scored(Tokens read) {
        return Math.multiplyExact(read.ids().length, model.vocabulary());
    }

    private DecoderOutput output(Tokens read, OrtSession.Result result) {
        ScoreBuffers scores = buffers(read.ids().length);
        int[] ofRow =
                IntStream.range(0, read.ids().length)
                        .map(i -> lengths[sourceOfRow[i / read.columns()]])
                        .toArray();
        return new DecoderOutput(
                model.vocabulary(),
                scores.logits(scored(read)),
                scores.logProbabilities(scored(read)),
                maps(result),
                ofRow);
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

    private OnnxTensor input(String name, Tokens read, boolean isFirst, Closing inputs)
            throws OrtException {
        if (name.equals(DecoderInputs.IDS)) {
            return inputs.add(longs(read.ids(), read.rows(), read.columns()));
        }
        if (name.equals(DecoderInputs.USE_CACHE)) {
            return inputs.add(
                    OnnxTensor.createTensor(model.environment(), new boolean[] {!isFirst}));
        }
        if (name.startsWith(DecoderInputs.PAST) && isFirst) {
            return inputs.add(emptyPast(name, read.rows()));
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
    private Set<String> outputs(boolean isFirst) {
        Set<String> wanted = attentionOutputs();
        for (String name : model.decoder(isFirst).getOutputNames()) {
            if (name.startsWith(PRESENT) && (isFirst || !name.contains(DecoderInputs.CROSS))) {
                wanted.add(name);
            }
        }
        return wanted;
    }

    private Set<String> attentionOutputs() {
        Set<String> wanted = new LinkedHashSet<>();
        model.taps().cross().forEach(tap -> wanted.add(OnnxGraph.attentionOutput(tap)));
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
