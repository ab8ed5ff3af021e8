package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.OutputRecord;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns each alert into its record, without the original bytes where they do not fit. */
public final class AlertFunction implements MapFunction<AlertRecord, OutputRecord> {

    private final OutputRecords records;

    /** Writes alerts by {@code records}. */
    public AlertFunction(OutputRecords records) {
        this.records = records;
    }

    @Override
    public OutputRecord map(AlertRecord alert) {
        return records.alert(alert);
    }
}
