package dev.limelight.pipeline.cli.screen.attention;

import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.Wrap;

/** A row of a heat map: a cell for each weight, higher and brighter for a higher weight. */
public final class HeatRow {

    /** What the cells mean, for the line above a map. */
    public static final String LEGEND = "weights: ▁ 0 to █ 1, · below 0.01";

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final double FAINT = 0.01;

    private HeatRow() {}

    /**
     * The cells of {@code weights}, and empty ones up to {@code columns}.
     *
     * @param weights 0 to 1
     */
    public static String cells(Terminal terminal, double[] weights, int columns) {
        var line = new StringBuilder();
        for (double weight : weights) {
            line.append(terminal.shaded(String.valueOf(cell(weight)), weight));
        }
        return line.append(" ".repeat(Math.max(0, columns - weights.length))).toString();
    }

    /** A text at the left of {@code columns} columns, cut where it is longer. */
    public static String label(String text, int columns) {
        String safe = Columns.cut(Wrap.safe(text), columns);
        return safe + " ".repeat(columns - Columns.of(safe));
    }

    private static char cell(double weight) {
        double share = Math.max(0, Math.min(1, weight));
        return share < FAINT ? '·' : BARS.charAt((int) Math.round(share * (BARS.length() - 1)));
    }
}
