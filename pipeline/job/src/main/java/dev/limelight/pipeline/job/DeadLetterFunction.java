package dev.limelight.pipeline.job;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.OutputRecord;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns each dead letter into its record, without the original bytes where they do not fit. */
public final class DeadLetterFunction implements MapFunction<DeadLetterRecord, OutputRecord> {

    private final OutputRecords records;

    public DeadLetterFunction(OutputRecords records) {
        this.records = records;
    }

    @Override
    public OutputRecord map(DeadLetterRecord letter) {
        return records.deadLetter(letter);
    }
}
