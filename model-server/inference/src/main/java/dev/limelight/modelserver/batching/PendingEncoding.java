package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.model.EncoderInput;
import dev.limelight.modelserver.model.EncoderOutput;
import java.time.Duration;

/** A text that waits for an encoder. */
final class PendingEncoding extends QueuedRequest<EncoderInput, Encoded> {

    PendingEncoding(EncoderInput input, String group) {
        super(input, input.length(), 1, group, Duration.ZERO, System::nanoTime);
    }

    void complete(EncoderOutput output, long started, long nanos) {
        answer().complete(
                        new Encoded(
                                input().tokens(),
                                output.width(),
                                output.hidden(),
                                output.attention(),
                                queuedMs(started),
                                nanos / NANOS_PER_MS));
    }
}
