package dev.limelight.pipeline.cli.explain;

import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.Wrap;
import dev.limelight.pipeline.cli.screen.attention.HeatRow;
import dev.limelight.pipeline.explain.EncoderExplanation;
import dev.limelight.pipeline.explain.EncoderExplanation.ExplainedSentence;
import dev.limelight.pipeline.explain.EncoderExplanation.Point;
import dev.limelight.pipeline.explain.ExplainedHead;
import dev.limelight.pipeline.explain.ExplainedHead.Computation;
import dev.limelight.pipeline.explain.ExplainedHead.Term;
import dev.limelight.pipeline.explain.ExplainedToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows what an encoder does with a text. */
final class EncoderExplanationView {

    private static final String MARGIN = "  ";
    private static final int SHOWN_TERMS = 6;
    private static final int SHOWN_NUMBERS = 4;
    private static final int CELL = 14;
    private static final int PICTURE_HEIGHT = 14;
    private static final int PICTURE_WIDTH = 64;

    private final Terminal terminal;

    EncoderExplanationView(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(EncoderExplanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.addAll(tokens(explanation.tokens(), explanation.model().id()));
        lines.add("");
        lines.addAll(sentences(explanation.sentences()));
        lines.add("");
        lines.addAll(picture(explanation.picture(), explanation.sentences().size()));
        lines.add("");
        lines.addAll(head(explanation.head(), explanation.tokens()));
        return lines.stream().map(line -> terminal.colours() ? line : cut(line)).toList();
    }

    private String cut(String line) {
        return Columns.cut(line, terminal.width());
    }

    private List<String> tokens(List<ExplainedToken> tokens, String model) {
        long unknown = tokens.stream().filter(ExplainedToken::unknown).count();
        List<String> lines = new ArrayList<>();
        lines.addAll(
                terminal.heading(
                        "1 tokens",
                        "%d, %d of them unknown · %s".formatted(tokens.size(), unknown, model)));
        String all =
                tokens.stream()
                        .map(
                                token ->
                                        token.piece()
                                                + "="
                                                + token.id()
                                                + (token.unknown() ? "?" : ""))
                        .collect(Collectors.joining(" "));
        lines.addAll(wrapped(all));
        for (ExplainedToken token : tokens) {
            if (token.unknown()) {
                lines.addAll(
                        terminal.faintly("unknown: " + token.text() + " (" + token.bytes() + ")"));
            }
        }
        return lines;
    }

    private List<String> sentences(List<ExplainedSentence> sentences) {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                terminal.heading(
                        "2 embeddings",
                        "nearest sentence by cosine; how far each layer turns the sentence"));
        for (int i = 0; i < sentences.size(); i++) {
            ExplainedSentence sentence = sentences.get(i);
            lines.addAll(wrapped((i + 1) + " " + sentence.text().strip()));
            String nearest =
                    sentence.nearest() < 0
                            ? "the only sentence"
                            : "nearest %d (%s)"
                                    .formatted(
                                            sentence.nearest() + 1,
                                            number("%.2f", sentence.similarity()));
            String moved =
                    sentence.moved().stream()
                            .map(distance -> number("%.2f", distance))
                            .collect(Collectors.joining(" "));
            lines.addAll(
                    terminal.faintly(
                            nearest
                                    + " · layers: "
                                    + (moved.isEmpty() ? "not shown by this graph" : moved)));
        }
        return lines;
    }

    private List<String> picture(List<Point> points, int sentences) {
        List<String> lines = new ArrayList<>();
        String what = points.size() == sentences ? "sentences" : "tokens";
        lines.addAll(
                terminal.heading("3 picture", what + " by their first two principal components"));
        int width = Math.min(PICTURE_WIDTH, terminal.width() - MARGIN.length());
        lines.addAll(new PointPlot(width, PICTURE_HEIGHT).lines(points));
        return lines;
    }

    private List<String> head(ExplainedHead head, List<ExplainedToken> tokens) {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                terminal.heading(
                        "4 attention", "layer %d, head %d".formatted(head.layer(), head.head())));
        lines.addAll(
                terminal.faintly("a row for each token, in it a cell for each. " + HeatRow.LEGEND));
        List<String> labels = tokens.stream().map(ExplainedToken::label).toList();
        lines.addAll(HeatMapView.lines(terminal, labels, head.weights()));
        lines.add("");
        Computation computation = head.computation();
        if (computation == null) {
            lines.addAll(
                    terminal.faintly(
                            "queries, keys and values: this graph does not show them"
                                    + " (its matrices have 8 bits, or its attention is fused)"));
        } else {
            lines.addAll(computation(head.token(), computation, labels));
        }
        return lines;
    }

    private List<String> computation(int token, Computation computation, List<String> labels) {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                terminal.heading(
                        "5 query, key, value",
                        "how \"%s\" (token %d) comes to its row"
                                .formatted(labels.get(token), token)));
        lines.addAll(
                terminal.faintly(
                        "score = q·k / √%d where the product is not scaled yet; weight ="
                                        .formatted(computation.size())
                                + " e^score / sum; all weights sum to 1"));
        lines.add(row("token", "q·k", "score", "weight", "value"));
        computation.terms().stream()
                .sorted(Comparator.comparingDouble(Term::weight).reversed())
                .limit(SHOWN_TERMS)
                .forEach(term -> lines.add(row(term, labels)));
        double sum = computation.terms().stream().mapToDouble(Term::weight).sum();
        lines.add(row("all", "", "", number("%.4f", sum), numbers(computation.context())));
        lines.addAll(
                terminal.faintly(
                        "the last value is the sum of weight × value over all %d tokens;"
                                        .formatted(computation.terms().size())
                                + " computed again here, no number differs from the model's by more"
                                + " than "
                                + number("%.1e", computation.largestError())));
        return lines;
    }

    private static String row(Term term, List<String> labels) {
        return row(
                labels.get(term.token()),
                number("%.3f", term.product()),
                number("%.3f", term.score()),
                number("%.4f", term.weight()),
                numbers(term.value()));
    }

    private static String row(String token, String... cells) {
        var line = new StringBuilder(MARGIN + HeatRow.label(token, CELL));
        for (int i = 0; i < cells.length; i++) {
            line.append(i + 1 < cells.length ? HeatRow.label(cells[i], 10) : cells[i]);
        }
        return line.toString().stripTrailing();
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values)
                        .limit(SHOWN_NUMBERS)
                        .mapToObj(value -> number("%.3f", value))
                        .collect(Collectors.joining(" "))
                + " …";
    }

    private List<String> wrapped(String text) {
        return Wrap.lines(Wrap.words(text), terminal.width() - MARGIN.length()).stream()
                .map(line -> MARGIN + line)
                .toList();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
