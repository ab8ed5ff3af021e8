package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.Encoded;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.EncoderInput;
import dev.limelight.modelserver.architecture.EncoderOutput;
import java.util.concurrent.CompletableFuture;

/** A request that waits for its batch, and the promise of its answer. */
final class Pending {

    private static final double NANOS_PER_MS = 1e6;

    private final EncoderInput input;
    private final CompletableFuture<Encoded> answer = new CompletableFuture<>();
    private final long submitted = System.nanoTime();

    Pending(EncoderInput input) {
        this.input = input;
    }

    EncoderInput input() {
        return input;
    }

    int length() {
        return input.length();
    }

    CompletableFuture<Encoded> answer() {
        return answer;
    }

    /** Nanoseconds since submission. */
    long age() {
        return System.nanoTime() - submitted;
    }

    void complete(EncoderOutput output, long started, long nanos) {
        answer.complete(
                new Encoded(
                        input.tokens(),
                        output.width(),
                        output.hidden(),
                        output.attention(),
                        (started - submitted) / NANOS_PER_MS,
                        nanos / NANOS_PER_MS));
    }

    void fail(ModelException failure) {
        answer.completeExceptionally(failure);
    }
}
