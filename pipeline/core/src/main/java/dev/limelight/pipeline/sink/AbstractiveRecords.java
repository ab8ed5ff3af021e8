package dev.limelight.pipeline.sink;

import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.Timings;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;

/** Makes the two records of an abstractive summary. */
public final class AbstractiveRecords {

    private AbstractiveRecords() {}

    /**
     * The summary, on code points.
     *
     * @param now epoch milliseconds at which the result is handed on
     */
    public static SummaryRecord summary(AbstractiveSummary summary, long now) {
        Document document = summary.document();
        return new SummaryRecord(
                document.id(),
                document.language(),
                summary.text(),
                "abstractive",
                DocumentSpans.chosen(document, summary.chosen(), summary.scores()),
                summary.chunks(),
                summary.coverage(),
                summary.model(),
                summary.quality(),
                summary.flags(),
                document.metadata(),
                new Timings(
                        summary.queuedMs(),
                        summary.inferenceMs(),
                        Math.max(0, now - document.original().timestamp())));
    }

    /** Where the light fell, on code points. */
    public static SalienceRecord salience(AbstractiveSummary summary) {
        Document document = summary.document();
        return new SalienceRecord(
                document.id(),
                Tasks.SUMMARIZE,
                null,
                AbstractiveSummary.METHOD,
                summary.model(),
                DocumentSpans.sentences(document, summary.scores()),
                DocumentSpans.words(document, summary.words()));
    }
}
