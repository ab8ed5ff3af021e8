package dev.limelight.pipeline.job;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.Summary;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns each summary into its two records: the summary and its salience. If one of them is larger
 * than the topics allow, neither is written and the document becomes a dead letter.
 */
public final class ResultFunction extends ProcessFunction<Summary, OutputRecord> {

    private final OutputRecords records;

    public ResultFunction(OutputRecords records) {
        this.records = records;
    }

    @Override
    public void processElement(Summary summary, Context context, Collector<OutputRecord> out) {
        Document document = summary.salience().assembled().document();
        InputRecord original = document.original();
        try {
            OutputRecord first =
                    records.summary(
                            SummaryRecords.summary(summary, System.currentTimeMillis()), original);
            OutputRecord second =
                    records.salience(SummaryRecords.salience(summary.salience()), original);
            out.collect(first);
            out.collect(second);
        } catch (OversizedRecordException e) {
            context.output(
                    DeadLetters.TAG,
                    DeadLetters.of(
                            document,
                            Tasks.SUMMARIZE,
                            "sink",
                            DeadLetterCategory.TOO_LARGE,
                            String.valueOf(e.getMessage())));
        }
    }
}
