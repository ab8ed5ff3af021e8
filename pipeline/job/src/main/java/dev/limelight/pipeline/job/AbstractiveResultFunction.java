package dev.limelight.pipeline.job;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.inference.Failure;
import dev.limelight.pipeline.sink.AbstractiveRecords;
import dev.limelight.pipeline.summarize.abstractive.Abstracted;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import java.util.Objects;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns each abstractive summary into its two records: the summary and its salience. If one of them
 * is larger than the topics allow, neither is written and the document becomes a dead letter. A
 * document without a summary becomes a dead letter, too.
 */
public final class AbstractiveResultFunction extends ProcessFunction<Abstracted, OutputRecord> {

    private final OutputRecords records;

    public AbstractiveResultFunction(OutputRecords records) {
        this.records = records;
    }

    @Override
    public void processElement(Abstracted result, Context context, Collector<OutputRecord> out) {
        AbstractiveSummary summary = result.summary();
        if (summary == null) {
            Failure failure = Objects.requireNonNull(result.failure());
            context.output(DeadLetters.TAG, letter(result.document(), "summarize", failure));
            return;
        }
        InputRecord original = result.document().original();
        try {
            OutputRecord first =
                    records.summary(
                            AbstractiveRecords.summary(summary, System.currentTimeMillis()),
                            original);
            OutputRecord second = records.salience(AbstractiveRecords.salience(summary), original);
            out.collect(first);
            out.collect(second);
        } catch (OversizedRecordException e) {
            String error = String.valueOf(e.getMessage());
            var failure = new Failure(DeadLetterCategory.TOO_LARGE, error);
            context.output(DeadLetters.TAG, letter(result.document(), "sink", failure));
        }
    }

    private static DeadLetterRecord letter(Document document, String stage, Failure failure) {
        return DeadLetters.of(
                document, Tasks.SUMMARIZE, stage, failure.category(), failure.error());
    }
}
