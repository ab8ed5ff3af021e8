package dev.limelight.pipeline.sink;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.Timings;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.summarize.Summary;
import java.util.List;

/** Makes the two records of a summary. Not thread-safe. */
public final class SummaryRecords {

    private final Summary summary;
    private final Salience salience;
    private final Document document;
    private final DocumentSpans spans;

    /** Of a summary. */
    public SummaryRecords(Summary summary) {
        this.summary = summary;
        this.salience = summary.salience();
        this.document = salience.assembled().document();
        this.spans = new DocumentSpans(document);
    }

    /** Both, which go out together. */
    public static List<OutputRecord> all(OutputRecords records, Summary summary, long now)
            throws OversizedRecordException {
        InputRecord original = summary.salience().assembled().document().original();
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
                "extractive",
                spans.pieces(summary.pieces(), salience.scores()),
                results(salience).size(),
                summary.coverage(),
                model(salience),
                Metric.byName(summary.quality()),
                Flag.names(summary.flags()),
                document.metadata(),
                timings(salience, now));
    }

    /** Where the light fell, on code points. */
    public SalienceRecord salience() {
        return new SalienceRecord(
                document.id(),
                Tasks.SUMMARIZE,
                null,
                salience.method(),
                model(salience),
                spans.sentences(salience.scores()),
                spans.words(salience.words()));
    }

    private static ModelRef model(Salience salience) {
        return results(salience).get(0).model();
    }

    private static Timings timings(Salience salience, long now) {
        List<ChunkResult> results = results(salience);
        return new Timings(
                results.stream().mapToDouble(ChunkResult::queuedMs).max().orElse(0),
                results.stream().mapToDouble(ChunkResult::inferenceMs).sum(),
                Math.max(0, now - salience.assembled().document().original().timestamp()));
    }

    private static List<ChunkResult> results(Salience salience) {
        return salience.assembled().results();
    }
}
