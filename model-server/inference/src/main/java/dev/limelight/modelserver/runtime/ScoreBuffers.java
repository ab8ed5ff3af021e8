package dev.limelight.modelserver.runtime;

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

    /** The first {@code floats} scores. */
    FloatBuffer logits(int floats) {
        return logits.slice(0, floats);
    }

    /** The first {@code floats} log-probabilities. */
    FloatBuffer logProbabilities(int floats) {
        return logProbabilities.slice(0, floats);
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Keeps the buffers of the decoding before for the next one. Thread-safe. */
    static final class Pool {

        /** One very long target must not hold its memory for all that come after. */
        private static final int MOST_KEPT = 16 << 20;

        private final AtomicReference<ScoreBuffers> spare = new AtomicReference<>();

        /** Buffers for at least {@code floats} scores; give them back. */
        ScoreBuffers take(int floats) {
            ScoreBuffers kept = spare.getAndSet(null);
            return kept != null && kept.holds(floats) ? kept : new ScoreBuffers(floats);
        }

        void giveBack(ScoreBuffers buffers) {
            if (buffers.logits.capacity() <= MOST_KEPT) {
                spare.set(buffers);
            }
        }
    }
}
