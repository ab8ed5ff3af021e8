package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.result.Attempt;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns each dead letter into its record, without the original bytes where they do not fit. */
public final class DeadLetterFunction implements MapFunction<DeadLetterRecord, OutputRecord> {

    private final OutputRecords records;

    /** Writes dead letters by {@code records}. */
    public DeadLetterFunction(OutputRecords records) {
        this.records = records;
    }

    @Override
    public OutputRecord map(DeadLetterRecord letter) {
        return Attempt.call(
                Stage.SINK,
                () -> records.deadLetter(letter),
                failure -> records.deadLetter(bare(letter, failure)));
    }

    /** Nothing in it but numbers and what is written for the purpose. */
    private static DeadLetterRecord bare(DeadLetterRecord letter, Failure failure) {
        String error = letter.stage() + " failed, and its dead letter cannot be written: ";
        return new DeadLetterRecord(
                null,
                letter.source(),
                null,
                letter.stage(),
                letter.category(),
                error + failure.error(),
                letter.attempts(),
                null,
                Map.of(),
                letter.failedAt(),
                List.of());
    }
}
