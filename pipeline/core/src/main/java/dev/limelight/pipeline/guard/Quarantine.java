package dev.limelight.pipeline.guard;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Rejection;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.guard.detect.Suspicion;
import dev.limelight.pipeline.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Refuses each task of a document, and says what the guard has found in it. Stateless. */
final class Quarantine {

    /** Why: a finding whose action is to give no output. */
    static final String FOUND = "quarantined by the guard";

    /** Why: with what is masked taken out, there is nothing to read. */
    static final String NOTHING_LEFT =
            "quarantined by the guard, because nothing is left to read without what it masks";

    private static final int MOST_FINDINGS = 10;

    private Quarantine() {}

    /** One for each task, of translation one for each language. */
    static List<Rejection> of(GuardReport report, String why) {
        Document document = report.document();
        String error = why + ": " + findings(report);
        List<Rejection> rejections = new ArrayList<>();
        for (String task : document.tasks()) {
            if (task.equals(Tasks.TRANSLATE)) {
                document.targets()
                        .forEach(
                                target ->
                                        rejections.add(
                                                rejection(task, "into " + target + ": " + error)));
            } else {
                rejections.add(rejection(task, error));
            }
        }
        return rejections;
    }

    private static Rejection rejection(String task, String error) {
        return new Rejection(task, new Failure(Stage.GUARD, DeadLetterCategory.QUARANTINED, error));
    }

    private static String findings(GuardReport report) {
        SourceText source = report.document().source();
        List<Finding> findings = report.findings();
        String shown =
                findings.stream()
                        .limit(MOST_FINDINGS)
                        .map(finding -> words(finding, source))
                        .collect(Collectors.joining("; "));
        int more = findings.size() - MOST_FINDINGS;
        return more > 0 ? "%s; and %d more, see the alert".formatted(shown, more) : shown;
    }

    private static String words(Finding finding, SourceText source) {
        Suspicion span = finding.suspicion();
        return String.format(
                Locale.ROOT,
                "%s %d-%d (%s, score %.2f, %s)",
                finding.detector(),
                points(source.source(), source.start(span.start())),
                points(source.source(), source.end(span.end())),
                span.reason(),
                span.score(),
                finding.action().wireName());
    }

    private static int points(String source, int unit) {
        return source.codePointCount(0, unit);
    }
}
