package dev.limelight.pipeline.cli.explain;

import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.attention.HeatRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shows a map of weights: a row for each target, a cell for each source. */
final class HeatMapView {

    private static final String MARGIN = "  ";
    private static final int LABEL = 14;

    private HeatMapView() {}

    /**
     * The lines; where a row is wider than the terminal, its end is left out, and a line says so.
     */
    static List<String> lines(Terminal terminal, List<String> rows, double[][] weights) {
        int room = Math.max(1, terminal.width() - MARGIN.length() - LABEL);
        List<String> lines = new ArrayList<>();
        int columns = 0;
        for (int i = 0; i < rows.size(); i++) {
            columns = Math.max(columns, weights[i].length);
            double[] shown = Arrays.copyOf(weights[i], Math.min(room, weights[i].length));
            lines.add(
                    MARGIN + HeatRow.label(rows.get(i), LABEL) + HeatRow.cells(terminal, shown, 0));
        }
        if (columns > room) {
            lines.addAll(
                    terminal.faintly(
                            "columns 1 to %d of %d; --json and --svg have all"
                                    .formatted(room, columns)));
        }
        return lines;
    }
}
