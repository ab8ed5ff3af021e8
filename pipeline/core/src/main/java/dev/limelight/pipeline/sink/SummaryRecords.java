package dev.limelight.pipeline.sink;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.Timings;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.summarize.Summary;
import java.util.List;

/** Makes the two records of a summary. */
public final class SummaryRecords {

    private SummaryRecords() {}

    /**
     * The summary, on code points.
     *
     * @param now epoch milliseconds at which the result is handed on
     */
    public static SummaryRecord summary(Summary summary, long now) {
        Document document = summary.salience().assembled().document();
        return new SummaryRecord(
                document.id(),
                document.language(),
                summary.text(),
                "extractive",
                DocumentSpans.pieces(document, summary.pieces(), summary.salience().scores()),
                results(summary.salience()).size(),
                summary.coverage(),
                model(summary.salience()),
                summary.quality(),
                summary.flags(),
                document.metadata(),
                timings(summary.salience(), now));
    }

    /** Where the light fell, on code points. */
    public static SalienceRecord salience(Salience salience) {
        Document document = salience.assembled().document();
        return new SalienceRecord(
                document.id(),
                "summarize",
                null,
                salience.method(),
                model(salience),
                DocumentSpans.sentences(document, salience.scores()),
                DocumentSpans.words(document, salience.words()));
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
