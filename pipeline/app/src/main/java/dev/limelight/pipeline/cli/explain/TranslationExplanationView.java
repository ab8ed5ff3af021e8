package dev.limelight.pipeline.cli.explain;

import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.Wrap;
import dev.limelight.pipeline.cli.screen.attention.HeatRow;
import dev.limelight.pipeline.explain.BeamTree;
import dev.limelight.pipeline.explain.ExplainedToken;
import dev.limelight.pipeline.explain.TranslationExplanation;
import dev.limelight.pipeline.explain.TranslationExplanation.Candidate;
import dev.limelight.pipeline.explain.TranslationExplanation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows how a model translates a sentence. */
final class TranslationExplanationView {

    private static final String MARGIN = "  ";
    private static final String END = "[end]";
    private static final int WORD = 14;
    private static final int NUMBER = 8;

    private final Terminal terminal;

    TranslationExplanationView(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(TranslationExplanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.addAll(tokens(explanation));
        lines.add("");
        lines.addAll(steps(explanation.steps()));
        lines.add("");
        lines.addAll(beams(explanation.beams()));
        lines.add("");
        lines.addAll(attention(explanation));
        lines.add("");
        return lines;
    }

    private List<String> tokens(TranslationExplanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                terminal.heading(
                        "1 tokens",
                        "%d · %s"
                                .formatted(
                                        explanation.sourceTokens().size(),
                                        explanation.model().id())));
        String all =
                explanation.sourceTokens().stream()
                        .map(t -> t.label() + "=" + t.id() + (t.unknown() ? "?" : ""))
                        .collect(Collectors.joining(" "));
        lines.addAll(wrapped(all));
        return lines;
    }

    private List<String> steps(List<Step> steps) {
        List<String> lines = new ArrayList<>();
        long hesitated = steps.stream().filter(Step::hesitated).count();
        lines.addAll(
                terminal.heading(
                        "2 prediction",
                        "%d steps, hesitated (p below 0.5) in %d, marked ?"
                                .formatted(steps.size(), hesitated)));
        lines.add(
                MARGIN
                        + HeatRow.label("token", WORD)
                        + HeatRow.label("p", NUMBER)
                        + HeatRow.label("entropy", NUMBER)
                        + "likeliest");
        steps.forEach(step -> lines.add(Columns.cut(step(step), terminal.width())));
        return lines;
    }

    private static String step(Step step) {
        String top =
                step.candidates().stream()
                        .map(TranslationExplanationView::candidate)
                        .collect(Collectors.joining("  "));
        return (step.hesitated() ? "? " : MARGIN)
                + HeatRow.label(word(step.text()), WORD)
                + HeatRow.label(number("%.3f", step.probability()), NUMBER)
                + HeatRow.label(number("%.2f", step.entropy()), NUMBER)
                + top;
    }

    private static String candidate(Candidate candidate) {
        return Wrap.safe(word(candidate.text())) + number(" %.2f", candidate.probability());
    }

    private static String word(String text) {
        return text.isBlank() ? END : text.strip();
    }

    private List<String> beams(BeamTree tree) {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                terminal.heading(
                        "3 generation", "the beams; × was dropped, numbers are ln p a token"));
        lines.addAll(new BeamTreeView(terminal).lines(tree));
        return lines;
    }

    private List<String> attention(TranslationExplanation explanation) {
        List<String> lines = new ArrayList<>();
        if (explanation.attention().isEmpty()) {
            lines.addAll(terminal.heading("4 attention", "this model's graphs do not show it"));
            return lines;
        }
        String head = explanation.head() < 0 ? "mean of its heads" : "head " + explanation.head();
        lines.addAll(
                terminal.heading(
                        "4 attention",
                        "of each token written to the source, decoder layer %d, %s"
                                .formatted(explanation.layer(), head)));
        String columns =
                explanation.sourceTokens().stream()
                        .map(ExplainedToken::label)
                        .collect(Collectors.joining(" "));
        lines.addAll(terminal.faintly("columns: " + columns + ". " + HeatRow.LEGEND));
        List<String> rows = explanation.steps().stream().map(step -> word(step.text())).toList();
        lines.addAll(HeatMapView.lines(terminal, rows, Weights.of(explanation.attention())));
        lines.addAll(
                terminal.faintly(
                        "queries, keys and values: not shown for encoder-decoder models, whose"
                                + " decoders keep keys and values inside"));
        return lines;
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
