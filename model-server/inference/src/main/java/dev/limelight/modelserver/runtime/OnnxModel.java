package dev.limelight.modelserver.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An encoder graph loaded into ONNX Runtime. Thread-safe: runs may overlap; {@link #close} waits
 * for them. Whoever opened it closes it; the weights are native memory, so the garbage collector
 * does not. Each run gives back heap arrays and has closed every tensor when it returns or throws.
 */
public final class OnnxModel implements AutoCloseable {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> FED = Set.of(IDS, MASK, TYPES);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> inputs;
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxModel(OrtEnvironment environment, OrtSession session, Set<String> inputs) {
        this.environment = environment;
        this.session = session;
        this.inputs = inputs;
    }

    /**
     * Loads a graph; takes some hundred milliseconds.
     *
     * @param threads threads that share one run, the calling thread included; at least 1
     * @throws ModelException {@code MODEL_ERROR} when the graph wants inputs other than ids, mask
     *     and token types, or ONNX Runtime refuses it
     */
    public static OnnxModel open(OnnxGraph graph, int threads) {
        Set<String> inputs = checkedInputs(graph.inputs());
        OrtEnvironment environment = OnnxRuntime.environment();
        try {
            OrtSession session = OnnxRuntime.session(environment, graph, threads);
            return new OnnxModel(environment, session, inputs);
        } catch (OrtException e) {
            throw new ModelException(Category.MODEL_ERROR, "ONNX Runtime refused the graph", e);
        }
    }

    /**
     * One forward pass.
     *
     * @param outputs which outputs to copy out; only these leave native memory
     * @return each output row by row, padding included
     * @throws ModelException {@code MODEL_ERROR} when ONNX Runtime fails, {@code CLOSED} after
     *     {@link #close}
     */
    public Map<String, float[]> run(TokenBatch batch, Set<String> outputs) {
        lifetime.readLock().lock();
        try {
            checkOpen();
            return compute(batch, outputs);
        } catch (OrtException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "ONNX Runtime failed on %d x %d tokens"
                            .formatted(batch.rows(), batch.columns()),
                    e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new ModelException(Category.MODEL_ERROR, "ONNX Runtime failed to close", e);
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    private Map<String, float[]> compute(TokenBatch batch, Set<String> outputs)
            throws OrtException {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            feed(batch, tensors);
            try (OrtSession.Result result = session.run(tensors, outputs)) {
                return copy(result, outputs);
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private void feed(TokenBatch batch, Map<String, OnnxTensor> tensors) throws OrtException {
        long[] shape = {batch.rows(), batch.columns()};
        tensors.put(IDS, tensor(batch.ids(), shape));
        tensors.put(MASK, tensor(batch.mask(), shape));
        if (inputs.contains(TYPES)) {
            tensors.put(TYPES, tensor(new long[batch.ids().length], shape));
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private static Map<String, float[]> copy(OrtSession.Result result, Set<String> outputs) {
        Map<String, float[]> copies = new LinkedHashMap<>();
        for (String name : outputs) {
            FloatBuffer values = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
            float[] copy = values.hasArray() ? values.array() : new float[values.remaining()];
            if (!values.hasArray()) {
                values.get(copy);
            }
            copies.put(name, copy);
        }
        return copies;
    }

    private void checkOpen() {
        if (closed) {
            throw new ModelException(Category.CLOSED, "the model was closed before this run");
        }
    }

    private static Set<String> checkedInputs(List<String> inputs) {
        if (!inputs.contains(IDS) || !inputs.contains(MASK) || !FED.containsAll(inputs)) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "inputs %s, expected %s, %s and perhaps %s"
                            .formatted(inputs, IDS, MASK, TYPES));
        }
        return new HashSet<>(inputs);
    }
}
