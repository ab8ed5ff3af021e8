package dev.limelight.pipeline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table in aligned Markdown, so that the documentation can quote what a bench printed. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        row(headings);
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, headings first. */
    public List<String> lines() {
        int[] widths = widths();
        var lines = new ArrayList<String>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(1, line(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths));
        return lines;
    }

    private int[] widths() {
        return IntStream.range(0, rows.get(0).size())
                .map(
                        column ->
                                rows.stream()
                                        .mapToInt(row -> row.get(column).length())
                                        .max()
                                        .orElse(0))
                .toArray();
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[i] - cell.length()))
                    .append(" |");
        }
        return line.toString();
    }
}
