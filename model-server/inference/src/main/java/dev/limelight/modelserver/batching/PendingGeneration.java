package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.model.GeneratorInput;
import dev.limelight.modelserver.model.GeneratorOutput;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A text that waits for an encoder-decoder model. */
final class PendingGeneration extends QueuedRequest<GeneratorInput, GenerateResult> {

    PendingGeneration(GeneratorInput input, String group, Duration timeout, LongSupplier clock) {
        super(input, input.length(), input.rows(), group, timeout, clock);
    }

    void complete(GeneratorOutput output, long started) {
        answer().complete(
                        new GenerateResult(
                                input().tokens(),
                                output.sequences(),
                                output.encoderAttention(),
                                queuedMs(started),
                                (System.nanoTime() - started) / NANOS_PER_MS));
    }
}
