package dev.limelight.pipeline.sink;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.GuardFinding;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.guard.Finding;
import dev.limelight.pipeline.guard.GuardReport;
import dev.limelight.pipeline.guard.Guarded;
import org.jspecify.annotations.Nullable;

/** Makes the alert of a document in which the guard has found something. Stateless. */
public final class GuardRecords {

    private GuardRecords() {}

    /**
     * The alert, on code points of the document as it came in.
     *
     * @param report with or without findings: a reader of the command's output wants to know both
     * @param now epoch milliseconds
     */
    public static GuardAlertRecord alert(GuardReport report, long now) {
        Document document = report.document();
        var points = new SourcePositions(document.source());
        return new GuardAlertRecord(
                GuardAlertRecord.KIND,
                document.id(),
                report.findings().stream().map(finding -> record(finding, points)).toList(),
                null,
                report.score(),
                report.policy().toString(),
                document.original().source(),
                now);
    }

    /** The alert of what was found in a record; null where nothing was. */
    public static @Nullable GuardAlertRecord alert(Guarded guarded, long now) {
        GuardReport report = guarded.report();
        return report == null || report.findings().isEmpty() ? null : alert(report, now);
    }

    private static GuardFinding record(Finding finding, SourcePositions points) {
        return new GuardFinding(
                points.start(finding.suspicion().start()),
                points.end(finding.suspicion().end()),
                finding.detector(),
                finding.suspicion().score(),
                finding.threshold(),
                finding.suspicion().reason(),
                finding.action());
    }
}
