package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.GenerateResult;
import dev.limelight.modelserver.architecture.GeneratorInput;
import dev.limelight.modelserver.architecture.GeneratorOutput;
import java.time.Duration;

/** A text that waits for an encoder-decoder model. */
final class Prompt extends Waiting<GeneratorInput, GenerateResult> {

    Prompt(GeneratorInput input, Duration timeout) {
        super(input, input.length(), input.rows(), timeout);
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
