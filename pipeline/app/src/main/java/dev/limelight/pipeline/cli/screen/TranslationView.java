package dev.limelight.pipeline.cli.screen;

import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a translation to a person: each sentence beside its translation, with its flags. */
public final class TranslationView {

    private static final String MARGIN = "  ";
    private static final int GAP = 3;

    private final Terminal terminal;

    /** A view on a terminal. */
    public TranslationView(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The lines of a translation.
     *
     * @param text the document's text
     */
    public List<String> lines(String text, TranslationRecord translation) {
        int[] points = text.codePoints().toArray();
        List<String> lines = new ArrayList<>();
        lines.addAll(heading(terminal, translation));
        for (TranslationSegment segment : translation.segments()) {
            int start = segment.sourceStart();
            String source = new String(points, start, segment.sourceEnd() - start);
            lines.addAll(
                    terminal.isNarrow()
                            ? below(source, segment.text())
                            : beside(source, segment.text()));
            if (!segment.flags().isEmpty()) {
                lines.addAll(terminal.faintly("flags: " + String.join(", ", segment.flags())));
            }
        }
        lines.add("");
        return lines;
    }

    /** The lines of a translation of a text that is not at hand. */
    public List<String> lines(TranslationRecord translation) {
        List<String> lines = new ArrayList<>(heading(terminal, translation));
        for (String line : translation.text().split("\\R", -1)) {
            wrapped(line, terminal.width() - MARGIN.length())
                    .forEach(part -> lines.add(MARGIN + part));
        }
        if (!translation.flags().isEmpty()) {
            lines.addAll(terminal.faintly("flags: " + String.join(", ", translation.flags())));
        }
        lines.add("");
        return lines;
    }

    /** What it is a translation of, and by what. */
    static List<String> heading(Terminal terminal, TranslationRecord translation) {
        String facts =
                String.format(
                        Locale.ROOT,
                        "%s → %s · %s · %.0f %% read · %s",
                        translation.source(),
                        translation.target(),
                        SummaryView.count(translation.segments().size(), "sentence"),
                        100 * translation.coverage(),
                        translation.model().id());
        return terminal.heading(Wrap.safe(translation.documentId()), Wrap.safe(facts));
    }

    private List<String> beside(String source, String target) {
        int width = (terminal.width() - MARGIN.length() - GAP) / 2;
        List<String> left = wrapped(source, width);
        List<String> right = wrapped(target, width);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String from = i < left.size() ? left.get(i) : "";
            String to = i < right.size() ? right.get(i) : "";
            String gap = " ".repeat(Math.max(0, width - Columns.of(from)) + GAP);
            lines.add(MARGIN + terminal.faint(from) + gap + to);
        }
        return lines;
    }

    /** A sentence, and indented below it what it became. */
    private List<String> below(String source, String target) {
        int indent = 2 * MARGIN.length();
        List<String> lines = new ArrayList<>(terminal.faintly(source));
        wrapped(target, terminal.width() - indent)
                .forEach(line -> lines.add(" ".repeat(indent) + line));
        return lines;
    }

    private static List<String> wrapped(String text, int width) {
        return Wrap.lines(Wrap.words(text), width);
    }
}
