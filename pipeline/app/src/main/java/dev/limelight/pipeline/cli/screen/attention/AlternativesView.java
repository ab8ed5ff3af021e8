package dev.limelight.pipeline.cli.screen.attention;

import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.Wrap;
import dev.limelight.pipeline.sink.AlternativesRecord;
import dev.limelight.pipeline.sink.AlternativesRecord.Alternative;
import dev.limelight.pipeline.sink.AlternativesRecord.Part;
import dev.limelight.pipeline.sink.AlternativesRecord.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows what else the beams held: each alternative, and where and why it leaves the best one. */
public final class AlternativesView {

    private static final String MARGIN = "  ";

    private final Terminal terminal;

    /** A view on a terminal. */
    public AlternativesView(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The lines.
     *
     * @param logProbability of the best translation, the mean of a token
     */
    public List<String> lines(AlternativesRecord record, double logProbability) {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                terminal.heading(
                        "alternatives",
                        String.format(
                                Locale.ROOT,
                                "%d in the beams, ln p a token %.2f for the best",
                                record.alternatives().size(),
                                logProbability)));
        for (int i = 0; i < record.alternatives().size(); i++) {
            lines.addAll(lines(i + 1, record.alternatives().get(i)));
        }
        return lines;
    }

    private List<String> lines(int number, Alternative alternative) {
        String heading =
                String.format(Locale.ROOT, "%d  %.2f", number, alternative.logProbability());
        List<String> lines = new ArrayList<>(List.of(MARGIN + terminal.bold(heading)));
        for (Part part : alternative.segments()) {
            lines.addAll(wrapped(part.text()));
            lines.addAll(faintly("instead of " + side(part.split().best())));
            lines.addAll(faintly("here " + side(part.split().other())));
        }
        return lines;
    }

    private static String side(Side side) {
        String word = side.text().isEmpty() ? "[end of the sentence]" : side.text();
        String sources =
                side.sources().stream()
                        .map(s -> String.format(Locale.ROOT, "%s %.2f", s.text(), s.weight()))
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s (p %.3f)%s",
                word,
                side.probability(),
                sources.isEmpty() ? "" : ", looking at " + sources);
    }

    private List<String> faintly(String text) {
        return wrapped(text).stream().map(terminal::faint).toList();
    }

    private List<String> wrapped(String text) {
        int width = terminal.width() - 2 * MARGIN.length();
        return text.lines()
                .flatMap(line -> Wrap.lines(Wrap.words(line), width).stream())
                .map(line -> MARGIN + MARGIN + line)
                .toList();
    }
}
