package dev.limelight.pipeline.cli.teach;

import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.SentenceBars;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.Wrap;
import dev.limelight.pipeline.cli.screen.attention.HeatRow;
import dev.limelight.pipeline.teach.Completion;
import dev.limelight.pipeline.teach.Lesson;
import dev.limelight.pipeline.teach.Neighbours;
import dev.limelight.pipeline.teach.Snapshot;
import dev.limelight.pipeline.teach.TinyTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows how a model learns the sentences of a lesson. */
final class LessonView {

    private static final String MARGIN = "  ";
    private static final int LABEL = 11;
    private static final int INDENT = 4;

    private final Terminal terminal;
    private List<String> first = List.of();

    LessonView(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    List<String> beginning(Lesson.Beginning beginning) {
        List<String> vocabulary = beginning.vocabulary();
        first = beginning.ids().get(0).stream().map(vocabulary::get).toList();
        List<String> lines = new ArrayList<>();
        lines.addAll(terminal.heading("1 tokens", vocabulary.size() + " in the vocabulary"));
        for (int i = 0; i < beginning.sentences().size(); i++) {
            String sentence = (i + 1) + " " + beginning.sentences().get(i);
            wrapped(MARGIN, sentence).forEach(line -> lines.add(terminal.bold(line)));
            lines.addAll(wrapped(numbered(beginning.ids().get(i), vocabulary)));
        }
        lines.add("");
        lines.addAll(
                terminal.heading(
                        "2 embeddings",
                        "each token is %d numbers, random at first; nearest by cosine"
                                .formatted(TinyTransformer.WIDTH)));
        lines.addAll(neighbours(beginning.neighbours()));
        lines.add("");
        lines.addAll(
                terminal.heading(
                        "3 training",
                        "%d layers of %d heads, %,d numbers in all"
                                .formatted(
                                        TinyTransformer.LAYERS,
                                        TinyTransformer.HEADS,
                                        beginning.parameters())));
        lines.addAll(
                terminal.faintly(
                        "Each map: a row for a token, in it a cell for each token up to itself. "
                                + HeatRow.LEGEND));
        return lines;
    }

    List<String> step(Snapshot snapshot) {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(
                terminal.heading(
                        MARGIN + "step " + snapshot.step(),
                        String.format(
                                Locale.ROOT,
                                "loss %.3f · next token right %.0f %%",
                                snapshot.loss(),
                                100 * snapshot.accuracy())));
        lines.addAll(completion(snapshot.completion()));
        lines.addAll(new AttentionMaps(terminal, first, snapshot.attention()).lines());
        return lines;
    }

    List<String> ending(Lesson.Ending ending) {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(terminal.heading("4 what it has learned", "two words, and it goes on"));
        ending.completions().forEach(completion -> lines.addAll(completion(completion)));
        lines.addAll(terminal.faintly("nearest tokens by cosine, after training"));
        lines.addAll(neighbours(ending.neighbours()));
        lines.addAll(losses(ending.losses()));
        return lines;
    }

    private List<String> losses(List<Double> losses) {
        double[] all = losses.stream().mapToDouble(loss -> loss).toArray();
        var bars = new SentenceBars(all, new boolean[all.length], terminal.width() - INDENT);
        var line = new StringBuilder(MARGIN);
        for (int cell = 0; cell < bars.width(); cell++) {
            line.append(terminal.shaded(String.valueOf(bars.bar(cell)), bars.height(cell)));
        }
        List<String> lines = new ArrayList<>(List.of(line.toString()));
        lines.addAll(
                terminal.faintly(
                        String.format(
                                Locale.ROOT,
                                "loss from %.3f to %.3f nats. It cannot be 0: nothing before a"
                                        + " sentence says which one comes.",
                                all[0],
                                all[all.length - 1])));
        return lines;
    }

    private List<String> completion(Completion completion) {
        return wrapped(AmbiguityView.arrow(completion) + ")");
    }

    private List<String> neighbours(List<Neighbours> all) {
        return all.stream()
                .map(LessonView::neighbours)
                .flatMap(line -> fitting(line).stream())
                .toList();
    }

    private static String neighbours(Neighbours of) {
        return MARGIN
                + HeatRow.label(of.token(), LABEL)
                + of.nearest().stream()
                        .map(n -> String.format(Locale.ROOT, "%s %.2f", n.token(), n.cosine()))
                        .collect(Collectors.joining("  "));
    }

    private static String numbered(List<Integer> ids, List<String> vocabulary) {
        return ids.stream()
                .map(id -> vocabulary.get(id) + "=" + id)
                .collect(Collectors.joining(" "));
    }

    private List<String> fitting(String line) {
        return Columns.of(line) <= terminal.width() ? List.of(line) : wrapped(line);
    }

    private List<String> wrapped(String text) {
        return wrapped(MARGIN + MARGIN, text);
    }

    private List<String> wrapped(String margin, String text) {
        return Wrap.lines(Wrap.words(text), terminal.width() - margin.length()).stream()
                .map(line -> margin + line)
                .toList();
    }
}
