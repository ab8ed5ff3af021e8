package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.OutputRecord;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns each alert of the guard into its record, without the last findings where not all fit. */
public final class GuardAlertFunction implements MapFunction<GuardAlertRecord, OutputRecord> {

    private final OutputRecords records;

    /** Writes alerts by {@code records}. */
    public GuardAlertFunction(OutputRecords records) {
        this.records = records;
    }

    @Override
    public OutputRecord map(GuardAlertRecord alert) {
        return records.guardAlert(alert);
    }
}
