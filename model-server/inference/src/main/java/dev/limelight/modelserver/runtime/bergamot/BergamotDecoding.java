package dev.limelight.modelserver.runtime.bergamot;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.bergamot.Embeddings;
import dev.limelight.modelserver.runtime.Closing;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch of sources while their targets are decoded: keys and values of the sources, the output
 * layer's rows and the cells stay in native memory. For one thread; whoever started it closes it.
 */
public final class BergamotDecoding implements AutoCloseable {

    private final BergamotModel model;
    private final int[] lengths;
    private final Candidates candidates;
    private final List<List<AttentionMap>> encoderAttention;
    private final ByteBuffer outputMemory;
    private final Map<String, OnnxTensor> output;
    private Map<String, OnnxTensor> ofSources = new HashMap<>();
    private Map<String, OnnxTensor> cells = Map.of();
    private int[] sourceOfRow;
    private int position;
    private boolean isClosed;
    private @Nullable ByteBuffer scores;

    private BergamotDecoding(BergamotModel model, List<int[]> sources, List<int[]> targets)
            throws OrtException {
        this.model = model;
        this.lengths = sources.stream().mapToInt(source -> source.length).toArray();
        this.sourceOfRow = IntStream.range(0, lengths.length).toArray();
        this.candidates = model.candidates(sources, targets);
        int bytes = model.output().size(candidates.union().length);
        this.outputMemory = model.outputMemory().take(bytes);
        this.output =
                model.output()
                        .gathered(
                                model.environment(),
                                candidates.union(),
                                outputMemory.slice(0, bytes));
        try {
            this.encoderAttention = encode(sources);
        } catch (OrtException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Reads sources with the encoder.
     *
     * @param sources ids of each source's pieces, end of sentence included, not padded
     * @param targets those of each target that will be read; none where one is generated
     * @return a decoding that stands before its first step; the caller closes it
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when ONNX Runtime
     *     fails
     */
    public static BergamotDecoding start(
            BergamotModel model, List<int[]> sources, List<int[]> targets) {
        try {
            return new BergamotDecoding(model, sources, targets);
        } catch (OrtException e) {
            throw BergamotModel.failed(
                    "ONNX Runtime failed on %d sources".formatted(sources.size()), e);
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
     * @param tokens the token that each row reads; the first step reads none, whatever they are
     * @return what the decoder says of each row, until the next step
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when ONNX Runtime
     *     fails
     */
    public List<StepRow> next(int[] rows, int[] tokens) {
        try (var inputs = new Closing()) {
            move(rows);
            Map<String, OnnxTensor> feed = new HashMap<>(ofSources);
            feed.putAll(output);
            feed.put(StepGraph.EMBEDDED, inputs.add(embedded(tokens)));
            feed.putAll(cells.isEmpty() ? zeroCells(rows.length, inputs) : cells);
            position++;
            return run(feed, rows.length, inputs);
        } catch (OrtException e) {
            throw BergamotModel.failed("ONNX Runtime failed on %d rows".formatted(rows.length), e);
        }
    }

    /** Closing again does nothing: the memory may be another decoding's by then. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        closeAll(ofSources);
        closeAll(cells);
        closeAll(output);
        model.outputMemory().giveBack(outputMemory);
        if (scores != null) {
            model.scoreMemory().giveBack(scores);
        }
    }

    private List<List<AttentionMap>> encode(List<int[]> sources) throws OrtException {
        int longest = Arrays.stream(lengths).max().orElse(0);
        OnnxTensor mask = mask(longest);
        ofSources.put(EncoderGraph.MASK, mask);
        try (OnnxTensor embedded = embedded(sources, longest)) {
            OrtSession.Result result =
                    model.encoder()
                            .run(Map.of(EncoderGraph.EMBEDDED, embedded, EncoderGraph.MASK, mask));
            result.forEach(
                    each -> {
                        if (!isAttention(each.getKey())) {
                            ofSources.put(each.getKey(), (OnnxTensor) each.getValue());
                        }
                    });
            return encoderAttention(result, longest);
        }
    }

    private static boolean isAttention(String output) {
        return !output.startsWith(EncoderGraph.KEYS) && !output.startsWith(EncoderGraph.VALUES);
    }

    private List<List<AttentionMap>> encoderAttention(OrtSession.Result result, int longest) {
        List<List<AttentionMap>> all = new ArrayList<>();
        Arrays.stream(lengths).forEach(length -> all.add(new ArrayList<>()));
        for (AttentionTap tap : model.taps().encoder()) {
            FloatBuffer map = taken(result, OnnxGraph.attentionOutput(tap));
            for (int row = 0; row < lengths.length; row++) {
                all.get(row).add(corner(tap, map, row, longest));
            }
        }
        return all;
    }

    /** The unpadded corner of one row of {@code [batch, longest, longest]}. */
    private AttentionMap corner(AttentionTap tap, FloatBuffer map, int row, int longest) {
        int n = lengths[row];
        float[] square = new float[n * n];
        for (int target = 0; target < n; target++) {
            map.get((row * longest + target) * longest, square, target * n, n);
        }
        return new AttentionMap(tap, n, square);
    }

    private List<StepRow> run(Map<String, OnnxTensor> feed, int rows, Closing tensors)
            throws OrtException {
        FloatBuffer logits = logits(rows);
        long[] shape = {rows, candidates.union().length};
        OnnxTensor pinned =
                tensors.add(OnnxTensor.createTensor(model.environment(), logits, shape));
        OrtSession.Result result =
                model.step().run(feed, model.stepOutputs(), Map.of(StepGraph.LOGITS, pinned));
        keepCells(result);
        List<FloatBuffer> maps = model.crossMaps().stream().map(map -> taken(result, map)).toList();
        return IntStream.range(0, rows).mapToObj(row -> row(row, logits, maps)).toList();
    }

    private StepRow row(int row, FloatBuffer logits, List<FloatBuffer> maps) {
        int source = sourceOfRow[row];
        int width = candidates.union().length;
        return new StepRow(
                model.network().targetVocabulary(),
                candidates.ids()[source],
                candidates.columns()[source],
                logits.slice(row * width, width),
                maps.stream().map(map -> looked(map, row)).toList());
    }

    private float[] looked(FloatBuffer map, int row) {
        int columns = map.capacity() / sourceOfRow.length;
        float[] weights = new float[lengths[sourceOfRow[row]]];
        map.get(row * columns, weights);
        return weights;
    }

    private void keepCells(OrtSession.Result result) {
        Map<String, OnnxTensor> next = new HashMap<>();
        for (int layer = 1; layer <= model.network().decoderLayers(); layer++) {
            next.put(
                    StepGraph.CELL + layer,
                    (OnnxTensor) result.get(StepGraph.NEXT_CELL + layer).orElseThrow());
        }
        closeAll(cells);
        cells = next;
    }

    private void move(int[] rows) throws OrtException {
        boolean stays = Arrays.equals(rows, IntStream.range(0, sourceOfRow.length).toArray());
        if (!stays && !cells.isEmpty()) {
            cells = replaced(cells, model.cellRows().pick(cells, rows));
        }
        int[] moved = IntStream.of(rows).map(row -> sourceOfRow[row]).toArray();
        if (!Arrays.equals(moved, sourceOfRow)) {
            ofSources = replaced(ofSources, model.sourceRows().pick(ofSources, rows));
        }
        sourceOfRow = moved;
    }

    private FloatBuffer logits(int rows) {
        int needed = Math.multiplyExact(rows, candidates.union().length);
        int bytes = Math.multiplyExact(needed, Float.BYTES);
        if (scores == null || scores.capacity() < bytes) {
            scores = model.scoreMemory().take(bytes);
        }
        return scores.asFloatBuffer().slice(0, needed);
    }

    private OnnxTensor embedded(List<int[]> sources, int longest) throws OrtException {
        Embeddings table = model.sources();
        float[] values = new float[sources.size() * longest * table.width()];
        for (int row = 0; row < sources.size(); row++) {
            int[] ids = sources.get(row);
            for (int at = 0; at < ids.length; at++) {
                table.write(ids[at], at, values, (row * longest + at) * table.width());
            }
        }
        return floats(values, sources.size(), longest, table.width());
    }

    private OnnxTensor embedded(int[] tokens) throws OrtException {
        Embeddings table = model.targets();
        float[] values = new float[tokens.length * table.width()];
        for (int row = 0; row < tokens.length; row++) {
            if (position == 0) {
                table.writeStart(values, row * table.width());
            } else {
                table.write(tokens[row], position, values, row * table.width());
            }
        }
        return floats(values, tokens.length, table.width());
    }

    private OnnxTensor mask(int longest) throws OrtException {
        float[] mask = new float[lengths.length * longest];
        for (int row = 0; row < lengths.length; row++) {
            Arrays.fill(
                    mask, row * longest + lengths[row], (row + 1) * longest, EncoderGraph.MASKED);
        }
        return floats(mask, lengths.length, 1, 1, longest);
    }

    private Map<String, OnnxTensor> zeroCells(int rows, Closing opened) throws OrtException {
        Map<String, OnnxTensor> zeros = new HashMap<>();
        int width = model.network().width();
        for (int layer = 1; layer <= model.network().decoderLayers(); layer++) {
            zeros.put(
                    StepGraph.CELL + layer,
                    opened.add(floats(new float[rows * width], rows, width)));
        }
        return zeros;
    }

    private OnnxTensor floats(float[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(model.environment(), FloatBuffer.wrap(values), shape);
    }

    private static FloatBuffer taken(OrtSession.Result result, String output) {
        try (OnnxTensor map = (OnnxTensor) result.get(output).orElseThrow()) {
            return map.getFloatBuffer();
        }
    }

    private static Map<String, OnnxTensor> replaced(
            Map<String, OnnxTensor> before, Map<String, OnnxTensor> after) {
        closeAll(before);
        return after;
    }

    private static void closeAll(Map<String, OnnxTensor> tensors) {
        try (var closing = new Closing()) {
            tensors.values().forEach(closing::add);
        }
    }
}
