package dev.limelight.pipeline.cli.teach;

import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.attention.HeatRow;
import java.util.ArrayList;
import java.util.List;

/** The attention of all heads to a sentence: a row for each token, maps side by side. */
final class AttentionMaps {

    private static final String MARGIN = "  ";
    private static final String GAP = "   ";
    private static final int LABEL = 11;

    private final Terminal terminal;
    private final List<String> tokens;
    private final List<Head> heads = new ArrayList<>();

    /**
     * The maps of a sentence.
     *
     * @param tokens of the sentence, start token included
     * @param attention {@code [layer][head][target][source]}
     */
    AttentionMaps(Terminal terminal, List<String> tokens, List<double[][][]> attention) {
        this.terminal = terminal;
        this.tokens = tokens;
        for (int layer = 0; layer < attention.size(); layer++) {
            for (int head = 0; head < attention.get(layer).length; head++) {
                String name = "L%d head %d".formatted(layer + 1, head + 1);
                heads.add(new Head(name, attention.get(layer)[head]));
            }
        }
    }

    private record Head(String name, double[][] weights) {}

    /** As many maps side by side as the terminal is wide, at least one, and the rest below. */
    List<String> lines() {
        int room = terminal.width() - MARGIN.length() - LABEL;
        int beside = Math.max(1, room / (tokens.size() + GAP.length()));
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < heads.size(); from += beside) {
            lines.addAll(lines(heads.subList(from, Math.min(heads.size(), from + beside))));
        }
        return lines;
    }

    private List<String> lines(List<Head> row) {
        List<String> lines = new ArrayList<>();
        var heading = new StringBuilder(MARGIN + HeatRow.label("", LABEL));
        row.forEach(head -> heading.append(HeatRow.label(head.name(), tokens.size())).append(GAP));
        lines.add(terminal.faint(heading.toString().stripTrailing()));
        for (int target = 0; target < tokens.size(); target++) {
            var line = new StringBuilder(MARGIN + HeatRow.label(tokens.get(target), LABEL));
            for (Head head : row) {
                double[] weights = head.weights()[target];
                line.append(HeatRow.cells(terminal, weights, tokens.size())).append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
