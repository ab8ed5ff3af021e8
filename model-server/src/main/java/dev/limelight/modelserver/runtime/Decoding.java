package dev.limelight.modelserver.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
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
 * of the sources from the first step on, those of the targets from one step to the next. For one
 * thread; whoever started it closes it.
 */
public final class Decoding implements AutoCloseable {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String ENCODER_MASK = "encoder_attention_mask";
    private static final String LOGITS = "logits";
    private static final String USE_CACHE = "use_cache_branch";
    private static final String PRESENT = "present.";

    private final OnnxSeq2Seq model;
    private final TokenBatch sources;
    private final int[] lengths;
    private final OrtSession.Result encoded;
    private OrtSession.@Nullable Result crossCache;
    private OrtSession.@Nullable Result ownCache;
    private int[] sourceOfRow;

    private Decoding(
            OnnxSeq2Seq model, TokenBatch sources, int[] lengths, OrtSession.Result encoded) {
        this.model = model;
        this.sources = sources;
        this.lengths = lengths;
        this.encoded = encoded;
        this.sourceOfRow = IntStream.range(0, sources.rows()).toArray();
    }

    /**
     * What the decoder gave.
     *
     * @param logits {@code [row][vocabulary]}
     * @param attention {@code [row][tap][source]}, padding left out
     */
    public record Output(List<float[]> logits, List<List<float[]>> attention) {}

    static Decoding start(OnnxSeq2Seq model, List<int[]> sources) {
        TokenBatch batch = TokenBatch.ofIds(sources);
        try (var inputs = new Closing()) {
            Map<String, OnnxTensorLike> feed = new HashMap<>();
            long[] shape = {batch.rows(), batch.columns()};
            feed.put(IDS, inputs.add(longs(model, batch.ids(), shape)));
            feed.put(MASK, inputs.add(longs(model, batch.mask(), shape)));
            int[] lengths = sources.stream().mapToInt(source -> source.length).toArray();
            return new Decoding(model, batch, lengths, model.encoder().run(feed));
        } catch (OrtException e) {
            throw failed(batch.rows(), e);
        }
    }

    /**
     * One step.
     *
     * @param rows for each row the row of the step before that it goes on from; in the first step
     *     its source
     * @param tokens the token that each row reads
     * @throws ModelException {@code MODEL_ERROR} when ONNX Runtime fails
     */
    public Output next(int[] rows, int[] tokens) {
        boolean isFirst = ownCache == null;
        sourceOfRow = IntStream.of(rows).map(row -> sourceOfRow[row]).toArray();
        OrtSession decoder = model.decoder(isFirst);
        try (var inputs = new Closing()) {
            Map<String, OnnxTensorLike> feed = feed(decoder, rows, tokens, isFirst, inputs);
            OrtSession.Result result = decoder.run(feed, outputs(decoder, isFirst));
            keep(result, isFirst);
            return new Output(logits(result, rows.length), attention(result, rows.length));
        } catch (OrtException e) {
            throw failed(rows.length, e);
        }
    }

    @Override
    public void close() {
        var closing = new Closing();
        closing.add(encoded);
        if (crossCache != null) {
            closing.add(crossCache);
        }
        if (ownCache != null && ownCache != crossCache) {
            closing.add(ownCache);
        }
        closing.close();
    }

    private void keep(OrtSession.Result result, boolean isFirst) {
        if (isFirst) {
            crossCache = result;
        } else if (ownCache != null && ownCache != crossCache) {
            ownCache.close();
        }
        ownCache = result;
    }

    private Map<String, OnnxTensorLike> feed(
            OrtSession decoder, int[] rows, int[] tokens, boolean isFirst, Closing inputs)
            throws OrtException {
        Map<String, OnnxTensorLike> feed = new HashMap<>();
        for (String name : decoder.getInputNames()) {
            feed.put(name, input(name, rows, tokens, isFirst, inputs));
        }
        return feed;
    }

    private OnnxTensorLike input(
            String name, int[] rows, int[] tokens, boolean isFirst, Closing inputs)
            throws OrtException {
        return switch (name) {
            case IDS -> inputs.add(longs(model, widened(tokens), tokens.length, 1));
            case ENCODER_MASK -> inputs.add(mask());
            case DecoderGraph.HIDDEN -> (OnnxTensor) encoded.get(0);
            case USE_CACHE ->
                    inputs.add(
                            OnnxTensor.createTensor(model.environment(), new boolean[] {!isFirst}));
            case DecoderGraph.ROWS -> inputs.add(longs(model, widened(rows), rows.length));
            case DecoderGraph.SOURCES ->
                    inputs.add(longs(model, widened(sourceOfRow), rows.length));
            default -> past(name, rows.length, isFirst, inputs);
        };
    }

    private OnnxTensorLike past(String name, int rows, boolean isFirst, Closing inputs)
            throws OrtException {
        if (!name.startsWith(DecoderGraph.PAST)) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "decoder input '%s', expected those that Hugging Face Optimum writes"
                            .formatted(name));
        }
        if (isFirst) {
            FloatBuffer nothing = FloatBuffer.allocate(0);
            return inputs.add(
                    OnnxTensor.createTensor(
                            model.environment(), nothing, model.emptyPast(name, rows)));
        }
        String present = PRESENT + name.substring(DecoderGraph.PAST.length());
        OrtSession.Result cache = name.contains(".encoder.") ? crossCache : ownCache;
        return (OnnxTensor) Objects.requireNonNull(cache).get(present).orElseThrow();
    }

    /** All that is kept or read; a merged decoder's stand-ins for the sources' cache are not. */
    private static Set<String> outputs(OrtSession decoder, boolean isFirst) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : decoder.getOutputNames()) {
            if (isFirst || !name.contains(".encoder.")) {
                wanted.add(name);
            }
        }
        return wanted;
    }

    private OnnxTensor mask() throws OrtException {
        long[] mask = new long[sourceOfRow.length * sources.columns()];
        for (int row = 0; row < sourceOfRow.length; row++) {
            System.arraycopy(
                    sources.mask(),
                    sourceOfRow[row] * sources.columns(),
                    mask,
                    row * sources.columns(),
                    sources.columns());
        }
        return longs(model, mask, sourceOfRow.length, sources.columns());
    }

    private static List<float[]> logits(OrtSession.Result result, int rows) {
        FloatBuffer all = ((OnnxTensor) result.get(LOGITS).orElseThrow()).getFloatBuffer();
        return IntStream.range(0, rows).mapToObj(row -> slice(all, row, rows)).toList();
    }

    private List<List<float[]>> attention(OrtSession.Result result, int rows) {
        List<FloatBuffer> maps = new ArrayList<>();
        for (AttentionTap tap : model.taps()) {
            String name = OnnxGraph.attentionOutput(tap);
            maps.add(((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer());
        }
        return IntStream.range(0, rows)
                .mapToObj(row -> maps.stream().map(map -> looked(map, row, rows)).toList())
                .toList();
    }

    private float[] looked(FloatBuffer map, int row, int rows) {
        return Arrays.copyOf(slice(map, row, rows), lengths[sourceOfRow[row]]);
    }

    private static float[] slice(FloatBuffer all, int row, int rows) {
        float[] part = new float[all.capacity() / rows];
        all.get(row * part.length, part);
        return part;
    }

    private static OnnxTensor longs(OnnxSeq2Seq model, long[] values, long... shape)
            throws OrtException {
        return OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(values), shape);
    }

    private static long[] widened(int[] values) {
        return IntStream.of(values).asLongStream().toArray();
    }

    private static ModelException failed(int rows, OrtException cause) {
        return new ModelException(
                Category.MODEL_ERROR, "ONNX Runtime failed on %d rows".formatted(rows), cause);
    }
}
