package dev.limelight.pipeline.cli.teach;

import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.Wrap;
import dev.limelight.pipeline.cli.screen.attention.HeatRow;
import dev.limelight.pipeline.teach.AmbiguousReading;
import dev.limelight.pipeline.teach.AmbiguousReading.Side;
import dev.limelight.pipeline.teach.AmbiguousReading.Word;
import dev.limelight.pipeline.teach.Candidate;
import dev.limelight.pipeline.teach.Completion;
import dev.limelight.pipeline.teach.Completion.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Shows what a model makes of an ambiguous sentence, and in which ways it fails. */
final class AmbiguityView {

    private static final String MARGIN = "  ";
    private static final int WORD = 11;
    private static final int NUMBER = 9;
    private static final int EXPECTED = 30;

    private final Terminal terminal;

    AmbiguityView(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(AmbiguousReading reading) {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(terminal.heading("5 a sentence that it has not learned", reading.sentence()));
        lines.addAll(words(reading));
        lines.add("");
        lines.addAll(new AttentionMaps(terminal, tokens(reading), reading.attention()).lines());
        lines.addAll(failure("familiar patterns", familiar(reading)));
        lines.addAll(failure("wrong interpretation", interpretation(reading)));
        lines.addAll(failure("incoherence", incoherent(reading)));
        return lines;
    }

    private List<String> words(AmbiguousReading reading) {
        List<String> tokens = tokens(reading);
        List<String> lines = new ArrayList<>();
        String heading =
                MARGIN
                        + HeatRow.label("word", WORD)
                        + HeatRow.label("p", NUMBER)
                        + HeatRow.label("expected in its place", EXPECTED)
                        + "looking most at";
        lines.add(terminal.faint(Columns.cut(heading, terminal.width())));
        for (int i = 0; i < reading.words().size(); i++) {
            String line = word(reading.words().get(i), tokens);
            lines.add(Columns.cut(line, terminal.width()));
        }
        return lines;
    }

    private static String word(Word word, List<String> tokens) {
        List<Double> attention = word.expected().attention();
        int most = attention.indexOf(Collections.max(attention));
        return MARGIN
                + HeatRow.label(word.token(), WORD)
                + HeatRow.label(number("%.4f", word.probability()), NUMBER)
                + HeatRow.label(expected(word), EXPECTED)
                + tokens.get(most)
                + number(" %.2f", attention.get(most));
    }

    private static String expected(Word word) {
        Candidate best = word.expected().candidates().get(0);
        Candidate second = word.expected().candidates().get(1);
        return shown(best) + ", " + shown(second);
    }

    private static String shown(Candidate candidate) {
        return candidate.token() + number(" %.2f", candidate.probability());
    }

    private static List<String> tokens(AmbiguousReading reading) {
        List<String> tokens = new ArrayList<>(List.of("<s>"));
        reading.words().forEach(word -> tokens.add(word.token()));
        return tokens;
    }

    private List<String> failure(String name, List<String> texts) {
        List<String> lines = new ArrayList<>(List.of("", MARGIN + terminal.bold(name)));
        for (String text : texts) {
            Wrap.lines(Wrap.words(text), terminal.width() - 2 * MARGIN.length())
                    .forEach(line -> lines.add(MARGIN + MARGIN + line));
        }
        return lines;
    }

    private static List<String> familiar(AmbiguousReading reading) {
        return completions(reading, Outcome.FAMILIAR_PATTERN);
    }

    private static List<String> incoherent(AmbiguousReading reading) {
        return completions(reading, Outcome.INCOHERENCE);
    }

    private static List<String> completions(AmbiguousReading reading, Outcome outcome) {
        List<String> lines =
                reading.completions().stream()
                        .filter(completion -> completion.outcome() == outcome)
                        .map(AmbiguityView::completion)
                        .toList();
        return lines.isEmpty() ? List.of("Did not happen here.") : lines;
    }

    private static String completion(Completion completion) {
        String source =
                completion.sentence() == 0
                        ? "no sentence goes on so"
                        : "the end of sentence " + completion.sentence();
        return arrow(completion) + ", " + source + ")";
    }

    /** Prompt and text, and the probability of its first token; a bracket is left open. */
    static String arrow(Completion completion) {
        double first = completion.predictions().get(0).best().probability();
        String text = completion.text().isEmpty() ? "[ends]" : completion.text();
        return completion.prompt() + " → " + text + number(" (p %.2f", first);
    }

    private static List<String> interpretation(AmbiguousReading reading) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Who has the telescope? The sentence does not say: \"%s\" belongs to either word."
                        .formatted(reading.phrase()));
        reading.sides().forEach(side -> lines.add(side(side, reading)));
        lines.add(
                reading.tiedTo()
                        .map(
                                side ->
                                        "It ties the phrase to \"%s\", which the sentence does not say."
                                                .formatted(side.word()))
                        .orElse("It ties the phrase to neither."));
        lines.add(
                "Only sentence 5 has these words, and there somebody looks through the telescope.");
        return lines;
    }

    private static String side(Side side, AmbiguousReading reading) {
        return "\"%s\" (%s): attention of the phrase %s; without the word its ln p goes from %s to %s."
                .formatted(
                        side.word(),
                        side.meaning(),
                        number("%.2f", side.attention()),
                        number("%.2f", reading.logProbability()),
                        number("%.2f", reading.logProbability() - side.difference()));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
