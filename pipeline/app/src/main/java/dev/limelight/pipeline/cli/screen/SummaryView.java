package dev.limelight.pipeline.cli.screen;

import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.SummarySentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows a summary to a person: one bar for each sentence of the document, then the chosen sentences
 * with their share of the document's salience. Their words of the highest salience are coloured.
 */
public final class SummaryView {

    private static final String MARGIN = "  ";
    private static final int GAUGE = 8;
    private static final String ABSTRACTIVE = "abstractive";

    /** Words are coloured from this multiple of the sentence's average. */
    private static final double COLOURED_FROM = 1.5;

    private final Terminal terminal;

    /** A view on a terminal. */
    public SummaryView(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The lines of one result. */
    public List<String> lines(SummaryRecord summary, SalienceRecord salience) {
        var lines = new ArrayList<String>();
        lines.addAll(heading(summary, salience));
        if (summary.method().equals(ABSTRACTIVE)) {
            lines.addAll(written(summary));
        }
        lines.addAll(bars(summary, salience));
        double top =
                summary.sentences().stream().mapToDouble(SummarySentence::salience).max().orElse(1);
        for (SummarySentence sentence : summary.sentences()) {
            lines.addAll(sentence(sentence, top, salience));
        }
        if (!summary.flags().isEmpty()) {
            lines.addAll(terminal.faintly("flags: " + String.join(", ", summary.flags())));
        }
        lines.add("");
        return lines;
    }

    /** The lines of one dead letter. */
    public List<String> lines(DeadLetterRecord letter) {
        String id = letter.documentId() == null ? letter.source().toString() : letter.documentId();
        String head =
                "%s  not processed (%s)".formatted(Wrap.safe(id), letter.category().wireName());
        List<String> lines = new ArrayList<>(List.of(terminal.bold(head)));
        Wrap.lines(Wrap.words(letter.error()), terminal.width() - MARGIN.length())
                .forEach(line -> lines.add(MARGIN + line));
        lines.add("");
        return lines;
    }

    private List<String> heading(SummaryRecord summary, SalienceRecord salience) {
        String facts =
                String.format(
                        Locale.ROOT,
                        "%s · %s · %s · %.0f %% read",
                        summary.language(),
                        count(salience.sentences().size(), "sentence"),
                        count(summary.chunks(), "chunk"),
                        100 * summary.coverage());
        return terminal.heading(Wrap.safe(summary.documentId()), Wrap.safe(facts));
    }

    /** The text of an abstractive summary; an extractive one is the sentences below. */
    private List<String> written(SummaryRecord summary) {
        List<Wrap.Word> words = Wrap.words(summary.summary());
        return Wrap.lines(words, terminal.width() - MARGIN.length()).stream()
                .map(line -> MARGIN + line)
                .toList();
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private List<String> bars(SummaryRecord summary, SalienceRecord salience) {
        Set<Integer> chosen =
                summary.sentences().stream()
                        .map(SummarySentence::start)
                        .collect(Collectors.toSet());
        List<ScoredSpan> sentences = salience.sentences();
        double[] scores = sentences.stream().mapToDouble(ScoredSpan::score).toArray();
        boolean[] marked = new boolean[scores.length];
        for (int i = 0; i < marked.length; i++) {
            marked[i] = chosen.contains(sentences.get(i).start());
        }
        var bars = new SentenceBars(scores, marked, terminal.width() - 2 * MARGIN.length());
        var line = new StringBuilder(MARGIN);
        for (int cell = 0; cell < bars.width(); cell++) {
            line.append(terminal.shaded(String.valueOf(bars.bar(cell)), bars.height(cell)));
        }
        return List.of(line.toString(), MARGIN + bars.markers());
    }

    private List<String> sentence(SummarySentence sentence, double top, SalienceRecord salience) {
        String share = String.format(Locale.ROOT, "%5.1f %%  ", 100 * sentence.salience());
        String gauge = "█".repeat((int) Math.max(1, Math.round(GAUGE * sentence.salience() / top)));
        String padding = " ".repeat(GAUGE - gauge.length() + 2);
        int indent = terminal.isNarrow() ? MARGIN.length() : share.length() + GAUGE + 2;
        List<String> wrapped =
                Wrap.lines(words(sentence, salience), terminal.width() - MARGIN.length() - indent);
        var lines = new ArrayList<String>();
        if (terminal.isNarrow()) {
            lines.add(MARGIN + share + terminal.shaded(gauge, sentence.salience() / top));
        }
        for (String line : wrapped) {
            String start =
                    lines.isEmpty()
                            ? share + terminal.shaded(gauge, sentence.salience() / top) + padding
                            : " ".repeat(indent);
            lines.add(MARGIN + start + line);
        }
        return lines;
    }

    private List<Wrap.Word> words(SummarySentence sentence, SalienceRecord salience) {
        List<ScoredSpan> inside =
                Objects.requireNonNullElse(salience.words(), List.<ScoredSpan>of()).stream()
                        .filter(w -> w.start() >= sentence.start() && w.end() <= sentence.end())
                        .toList();
        double average = inside.stream().mapToDouble(ScoredSpan::score).average().orElse(0);
        var coloured =
                inside.stream()
                        .filter(word -> word.score() > COLOURED_FROM * average)
                        .map(word -> new int[] {word.start(), word.end()})
                        .toList();
        return Wrap.words(
                sentence.text(), sentence.start(), coloured, word -> terminal.shaded(word, 1));
    }
}
