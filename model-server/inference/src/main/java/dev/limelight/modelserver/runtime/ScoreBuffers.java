package dev.limelight.modelserver.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Memory that ONNX Runtime writes a step's scores into and Java reads them from, so that they are
 * not copied as a whole: for 32 rows of 58,000 tokens that would be 15 MB a step. For one thread at
 * a time; {@link Pool} hands it on.
 */
final class ScoreBuffers {

    private final FloatBuffer logits;
    private final FloatBuffer logProbabilities;

    private ScoreBuffers(int floats) {
        this.logits = direct(floats);
        this.logProbabilities = direct(floats);
    }

    boolean holds(int floats) {
        return logits.capacity() >= floats;
    }

    /** The scores of {@code rows} rows. */
    FloatBuffer logits(int rows, int vocabulary) {
        return logits.slice(0, rows * vocabulary);
    }

    /** The log-probabilities of {@code rows} rows. */
    FloatBuffer logProbabilities(int rows, int vocabulary) {
        return logProbabilities.slice(0, rows * vocabulary);
    }

    /** A tensor {@code [rows, 1, vocabulary]} over such a part; the caller closes it. */
    static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer part, int rows)
            throws OrtException {
        long[] shape = {rows, 1, part.capacity() / rows};
        return OnnxTensor.createTensor(environment, part, shape);
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Keeps the buffers of the decoding before for the next one. Thread-safe. */
    static final class Pool {

        private final AtomicReference<ScoreBuffers> spare = new AtomicReference<>();

        /** Buffers for at least {@code floats} scores; give them back. */
        ScoreBuffers take(int floats) {
            ScoreBuffers kept = spare.getAndSet(null);
            return kept != null && kept.holds(floats) ? kept : new ScoreBuffers(floats);
        }

        void giveBack(ScoreBuffers buffers) {
            spare.set(buffers);
        }
    }
}
