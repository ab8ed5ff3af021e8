package dev.limelight.pipeline.cli.screen;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Shows a translation to a person who checks it: each word below the source words that it is
 * aligned to, in brighter colours for higher weights. Below each sentence are the source words
 * without an alignment, and its flags. Weak links are dark; without colours they are in brackets. A
 * sentence without any link, as of a model that shows no attention, is below its whole source.
 */
public final class AlignmentView {

    private static final String MARGIN = "  ";
    private static final Pattern WORD = Pattern.compile("\\S+");

    /** Stands above a word without a link. */
    private static final String NOTHING = "·";

    /** A link below this share of a word's attention is a guess. */
    private static final double WEAK = 0.4;

    /** Accents and vowel signs, which are a part of the word that they are in. */
    private static final Set<Integer> MARKS =
            Set.of(
                    (int) Character.NON_SPACING_MARK,
                    (int) Character.COMBINING_SPACING_MARK,
                    (int) Character.ENCLOSING_MARK);

    private final Terminal terminal;

    /** A view on a terminal. */
    public AlignmentView(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A target word under its source words. */
    private record Cell(String over, String word, double weight) {

        int width() {
            return Math.max(Columns.of(over), Columns.of(word));
        }
    }

    /**
     * The lines of a translation.
     *
     * @param text the document's text
     */
    public List<String> lines(String text, TranslationRecord translation) {
        List<String> lines = new ArrayList<>();
        lines.addAll(TranslationView.heading(terminal, translation));
        int[] points = text.codePoints().toArray();
        for (TranslationSegment segment : translation.segments()) {
            lines.add("");
            lines.addAll(segment(points, segment));
        }
        return lines;
    }

    private List<String> segment(int[] text, TranslationSegment segment) {
        List<String> lines = new ArrayList<>();
        if (segment.logProbability() == 0) {
            Wrap.safe(segment.text())
                    .lines()
                    .forEach(line -> lines.add(MARGIN + terminal.faint(line)));
            return lines;
        }
        lines.addAll(segment.alignment().isEmpty() ? pair(text, segment) : linked(text, segment));
        if (!segment.flags().isEmpty()) {
            lines.addAll(terminal.faintly("flags: " + String.join(", ", segment.flags())));
        }
        return lines;
    }

    private List<String> linked(int[] text, TranslationSegment segment) {
        List<String> lines = new ArrayList<>(rows(cells(text, segment)));
        List<String> unlinked = unlinked(text, segment);
        if (!unlinked.isEmpty()) {
            lines.addAll(terminal.faintly("without alignment: " + String.join(" ", unlinked)));
        }
        return lines;
    }

    /** A sentence and its translation below it, whole. */
    private List<String> pair(int[] text, TranslationSegment segment) {
        String source = new String(text, segment.sourceStart(), length(segment));
        List<String> lines = new ArrayList<>(terminal.faintly(source));
        Wrap.lines(Wrap.words(segment.text()), terminal.width() - MARGIN.length()).stream()
                .map(line -> MARGIN + terminal.bold(line))
                .forEach(lines::add);
        return lines;
    }

    private static int length(TranslationSegment segment) {
        return segment.sourceEnd() - segment.sourceStart();
    }

    private List<Cell> cells(int[] text, TranslationSegment segment) {
        List<Cell> cells = new ArrayList<>();
        Matcher words = WORD.matcher(segment.text());
        while (words.find()) {
            int start = segment.text().codePointCount(0, words.start());
            int end = start + words.group().codePointCount(0, words.group().length());
            List<AlignmentLink> links =
                    segment.alignment().stream()
                            .filter(link -> link.targetStart() < end && link.targetEnd() > start)
                            .toList();
            double weight = links.stream().mapToDouble(AlignmentLink::weight).max().orElse(0);
            cells.add(new Cell(over(text, links), Wrap.safe(words.group()), weight));
        }
        return cells;
    }

    private String over(int[] text, List<AlignmentLink> links) {
        if (links.isEmpty()) {
            return NOTHING;
        }
        boolean weak = links.stream().allMatch(link -> link.weight() < WEAK);
        String words =
                links.stream()
                        .mapToInt(AlignmentLink::sourceStart)
                        .sorted()
                        .distinct()
                        .mapToObj(start -> word(text, links, start))
                        .collect(Collectors.joining("+"));
        return weak && !terminal.colours() ? "(" + words + ")" : words;
    }

    private static String word(int[] text, List<AlignmentLink> links, int start) {
        AlignmentLink link =
                links.stream().filter(l -> l.sourceStart() == start).findFirst().orElseThrow();
        return slice(text, start, link.sourceEnd());
    }

    /** Two lines for as many cells as fit, and again. */
    private List<String> rows(List<Cell> cells) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < cells.size()) {
            int used = 0;
            int to = from;
            while (to < cells.size()
                    && (to == from
                            || used + cells.get(to).width()
                                    <= terminal.width() - MARGIN.length())) {
                used += cells.get(to).width() + 1;
                to++;
            }
            List<Cell> row = cells.subList(from, to);
            lines.add(MARGIN + row(row, true));
            lines.add(MARGIN + row(row, false));
            from = to;
        }
        return lines;
    }

    private String row(List<Cell> cells, boolean over) {
        var line = new StringBuilder();
        int pending = 0;
        for (Cell cell : cells) {
            String shown = over ? cell.over() : cell.word();
            UnaryOperator<String> style =
                    over ? word -> terminal.shaded(word, cell.weight()) : terminal::bold;
            line.append(" ".repeat(pending)).append(style.apply(shown));
            pending = cell.width() - Columns.of(shown) + 1;
        }
        return line.toString();
    }

    /** The source words of a segment that have no link. */
    private static List<String> unlinked(int[] text, TranslationSegment segment) {
        List<String> words = new ArrayList<>();
        int at = segment.sourceStart();
        while (at < segment.sourceEnd()) {
            int end = at;
            while (end < segment.sourceEnd() && isWord(text[end])) {
                end++;
            }
            if (end > at && !isLinked(segment, at, end)) {
                words.add(slice(text, at, end));
            }
            at = Math.max(end, at + 1);
        }
        return words;
    }

    private static boolean isWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || MARKS.contains(Character.getType(codePoint))
                || "'’-\u200c\u200d".indexOf(codePoint) >= 0;
    }

    private static boolean isLinked(TranslationSegment segment, int start, int end) {
        return segment.alignment().stream()
                .anyMatch(link -> link.sourceStart() < end && link.sourceEnd() > start);
    }

    private static String slice(int[] text, int start, int end) {
        return Wrap.safe(new String(text, start, end - start));
    }
}
