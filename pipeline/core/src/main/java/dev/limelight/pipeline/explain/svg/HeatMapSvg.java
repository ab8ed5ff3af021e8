package dev.limelight.pipeline.explain.svg;

import java.util.List;
import java.util.Locale;

/** Draws an attention map: a row for each target, a column for each source, one colour scale. */
public final class HeatMapSvg {

    private static final int CELL = 18;
    private static final int MARGIN = 16;
    private static final int LETTER = 7;
    private static final int LONGEST = 18;
    private static final int LEGEND = 200;
    private static final int STEPS = 20;

    private final String title;
    private final List<String> rows;
    private final List<String> columns;
    private final double most;

    private HeatMapSvg(String title, List<String> rows, List<String> columns, double most) {
        this.title = title;
        this.rows = rows.stream().map(HeatMapSvg::cut).toList();
        this.columns = columns.stream().map(HeatMapSvg::cut).toList();
        this.most = most;
    }

    /**
     * The SVG file.
     *
     * @param rows labels of the targets
     * @param columns labels of the sources
     * @param weights {@code [target][source]}, from 0
     */
    public static String of(
            String title, List<String> rows, List<String> columns, double[][] weights) {
        double most = 0;
        for (double[] row : weights) {
            for (double weight : row) {
                most = Math.max(most, weight);
            }
        }
        return new HeatMapSvg(title, rows, columns, most == 0 ? 1 : most).drawn(weights);
    }

    private String drawn(double[][] weights) {
        int left = MARGIN + longest(rows) * LETTER;
        int top = 3 * MARGIN + longest(columns) * LETTER;
        int right = left + columns.size() * CELL;
        int bottom = top + rows.size() * CELL;
        int width = Math.max(right, left + LEGEND + 6 * MARGIN) + longest(columns) * LETTER / 2;
        var svg = new Svg(Math.max(width, title.length() * LETTER), bottom + 4 * MARGIN, title);
        svg.text(MARGIN, 1.5 * MARGIN, "start", 0, title);
        for (int i = 0; i < columns.size(); i++) {
            svg.text(left + (i + .7) * CELL, top - 6, "start", -60, columns.get(i));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.text(left - 6, top + (i + .7) * CELL, "end", 0, rows.get(i));
            for (int j = 0; j < columns.size(); j++) {
                double weight = weights[i][j];
                svg.cell(
                        left + j * CELL,
                        top + i * CELL,
                        CELL - 1.0,
                        weight / most,
                        "%s looks at %s: %s"
                                .formatted(rows.get(i), columns.get(j), number(weight)));
            }
        }
        svg.frame(left, top, right - left, bottom - top);
        legend(svg, left, bottom + MARGIN);
        return svg.file();
    }

    private void legend(Svg svg, int x, int y) {
        double side = (double) LEGEND / STEPS;
        for (int i = 0; i < STEPS; i++) {
            double share = (i + 1.0) / STEPS;
            svg.cell(x + i * side, y, side, share, number(share * most));
        }
        svg.frame(x, y, LEGEND, side);
        svg.text(x, y + 2 * side + 4, "start", 0, "0");
        svg.text(x + LEGEND, y + 2 * side + 4, "end", 0, number(most));
        svg.text(x + LEGEND + 8.0, y + side - 1, "start", 0, "weight");
    }

    private static int longest(List<String> labels) {
        return labels.stream()
                .mapToInt(label -> label.codePointCount(0, label.length()))
                .max()
                .orElse(0);
    }

    private static String cut(String label) {
        int length = label.codePointCount(0, label.length());
        return length <= LONGEST
                ? label
                : label.substring(0, label.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
