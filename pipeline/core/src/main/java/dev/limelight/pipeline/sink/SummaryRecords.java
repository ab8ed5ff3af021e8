package dev.limelight.pipeline.sink;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.Timings;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.summarize.SummaryResult;
import java.util.List;

/** Makes the two records of a summary. Not thread-safe. */
public final class SummaryRecords {

    private final SummaryResult summary;
    private final Document document;
    private final DocumentSpans spans;

    /** Of a summary. */
    public SummaryRecords(SummaryResult summary) {
        this.summary = summary;
        this.document = summary.document();
        this.spans = new DocumentSpans(document);
    }

    /** Both, which go out together. */
    public static List<OutputRecord> all(OutputRecords records, SummaryResult summary, long now)
            throws OversizedRecordException {
        InputRecord original = summary.document().original();
        var both = new SummaryRecords(summary);
        return List.of(
                records.summary(both.summary(now), original),
                records.salience(both.salience(), original));
    }

    /**
     * The summary, on code points.
     *
     * @param now epoch milliseconds at which the result is handed on
     */
    public SummaryRecord summary(long now) {
        return new SummaryRecord(
                document.id(),
                document.language(),
                summary.text(),
                summary.form(),
                spans.excerpts(summary.excerpts(), summary.scores()),
                summary.chunks(),
                summary.coverage() * document.readableShare(),
                summary.model(),
                Metric.byName(summary.quality()),
                Flag.names(summary.flags()),
                document.metadata(),
                new Timings(
                        summary.queuedMs(),
                        summary.inferenceMs(),
                        Math.max(0, now - document.original().timestamp())));
    }

    /** The salience of sentences and words, on code points. */
    public SalienceRecord salience() {
        return new SalienceRecord(
                document.id(),
                Tasks.SUMMARIZE,
                null,
                summary.method(),
                summary.model(),
                spans.sentences(summary.scores()),
                spans.words(summary.words()));
    }
}
