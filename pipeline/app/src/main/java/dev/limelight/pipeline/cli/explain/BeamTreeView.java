package dev.limelight.pipeline.cli.explain;

import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.Wrap;
import dev.limelight.pipeline.explain.BeamTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows the beams as a tree: what several begin with stands once. */
final class BeamTreeView {

    private static final String MARGIN = "  ";
    private static final int LEAST = 20;

    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    BeamTreeView(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(BeamTree root) {
        if (root.text().isBlank() && root.rank() == 0) {
            root.children().forEach(child -> add(child, "", ""));
        } else {
            add(root, "", "");
        }
        return lines;
    }

    /**
     * A node and all below it.
     *
     * @param first what stands before its first line
     * @param rest what stands before the lines below
     */
    private void add(BeamTree node, String first, String rest) {
        int room = Math.max(LEAST, terminal.width() - MARGIN.length() - first.length());
        List<String> text = Wrap.lines(Wrap.words(label(node)), room);
        for (int i = 0; i < text.size(); i++) {
            String shown = node.dropped() ? terminal.faint(text.get(i)) : text.get(i);
            lines.add(MARGIN + (i == 0 ? first : rest) + shown);
        }
        for (int i = 0; i < node.children().size(); i++) {
            boolean isLast = i + 1 == node.children().size();
            add(
                    node.children().get(i),
                    rest + (isLast ? "└ " : "├ "),
                    rest + (isLast ? "  " : "│ "));
        }
    }

    private static String label(BeamTree node) {
        String text = node.text().strip();
        if (node.rank() > 0) {
            return String.format(
                    Locale.ROOT, "%s [%d: %.2f]", text, node.rank(), node.logProbability());
        }
        return node.dropped() ? text + " ×" : text;
    }
}
