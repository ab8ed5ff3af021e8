package dev.limelight.pipeline.cli.screen;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.GuardFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows to a person what the guard has found: each span with what surrounds it, and the reason. */
public final class GuardView {

    private static final String MARGIN = "  ";
    private static final int AROUND = 20;
    private static final int SHOWN = 200;
    private static final int BRIEF = 5;

    private final Terminal terminal;

    /** A view on a terminal. */
    public GuardView(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The lines of a document.
     *
     * @param text the document as it came in
     */
    public List<String> lines(String text, GuardAlertRecord alert) {
        return lines(text, alert, Integer.MAX_VALUE);
    }

    /** Likewise, of the first findings only, to stand beside a result. */
    public List<String> glance(String text, GuardAlertRecord alert) {
        return lines(text, alert, BRIEF);
    }

    private List<String> lines(String text, GuardAlertRecord alert, int most) {
        int[] points = text.codePoints().toArray();
        String facts =
                String.format(
                        Locale.ROOT,
                        "%s · score %.2f",
                        SummaryView.count(alert.findings().size(), "finding"),
                        alert.score());
        List<String> lines =
                new ArrayList<>(terminal.heading(Wrap.safe(alert.documentId()), facts));
        alert.findings().stream()
                .limit(most)
                .forEach(finding -> lines.addAll(lines(points, finding)));
        int more = alert.findings().size() - most;
        if (more > 0) {
            lines.addAll(terminal.faintly("and " + SummaryView.count(more, "finding") + " more"));
        }
        lines.add("");
        return lines;
    }

    /** A line for each finding, of the first ones, where there is no room for more. */
    public static List<String> brief(GuardAlertRecord alert) {
        List<String> lines = new ArrayList<>();
        alert.findings().stream().limit(BRIEF).forEach(each -> lines.add(brief(alert, each)));
        int more = alert.findings().size() - BRIEF;
        if (more > 0) {
            lines.add(
                    "%s: and %s more"
                            .formatted(
                                    Wrap.safe(alert.documentId()),
                                    SummaryView.count(more, "finding")));
        }
        return lines;
    }

    private static String brief(GuardAlertRecord alert, GuardFinding finding) {
        return "%s: the guard found %s %d-%d (%s): %s"
                .formatted(
                        Wrap.safe(alert.documentId()),
                        finding.detector(),
                        finding.start(),
                        finding.end(),
                        finding.reason(),
                        finding.action().wireName());
    }

    private List<String> lines(int[] points, GuardFinding finding) {
        String where =
                String.format(
                        Locale.ROOT,
                        "%s %d-%d  %.2f  %s",
                        finding.detector(),
                        finding.start(),
                        finding.end(),
                        finding.score(),
                        finding.action().wireName());
        List<String> lines = new ArrayList<>(List.of(MARGIN + terminal.bold(where)));
        int from = Math.max(0, finding.start() - AROUND);
        int to = Math.min(points.length, Math.min(finding.end(), finding.start() + SHOWN) + AROUND);
        List<int[]> span = List.of(new int[] {finding.start(), finding.end()});
        List<Wrap.Word> words =
                Wrap.words(new String(points, from, to - from), from, span, terminal::bold);
        int width = terminal.width() - 2 * MARGIN.length();
        Wrap.lines(words, width).forEach(line -> lines.add(MARGIN + MARGIN + line));
        lines.addAll(terminal.faintly(finding.reason()));
        return lines;
    }
}
