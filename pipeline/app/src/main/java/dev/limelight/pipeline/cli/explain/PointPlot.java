package dev.limelight.pipeline.cli.explain;

import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.Wrap;
import dev.limelight.pipeline.explain.EncoderExplanation.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A plot of labelled points in letters; a label that would lie on another is a dot. */
final class PointPlot {

    private static final String MARGIN = "  ";

    private final int width;
    private final int height;

    PointPlot(int width, int height) {
        this.width = width;
        this.height = height;
    }

    List<String> lines(List<Point> points) {
        var rows = new ArrayList<StringBuilder>();
        for (int i = 0; i < height; i++) {
            rows.add(new StringBuilder(" ".repeat(width)));
        }
        for (Point point : points) {
            int x = place(points, Point::x, point, width);
            int y = height - 1 - place(points, Point::y, point, height);
            put(rows.get(y), x, Wrap.safe(point.label()));
        }
        return rows.stream().map(row -> MARGIN + row.toString().stripTrailing()).toList();
    }

    private void put(StringBuilder row, int at, String label) {
        boolean isPlain = Columns.of(label) == label.length();
        int start = Math.max(0, Math.min(at, width - label.length()));
        int end = Math.min(width, start + label.length());
        if (isPlain && label.length() <= width && row.substring(start, end).isBlank()) {
            row.replace(start, end, label);
        } else if (row.charAt(at) == ' ') {
            row.setCharAt(at, '·');
        }
    }

    private static int place(
            List<Point> points, ToDoubleFunction<Point> axis, Point point, int cells) {
        double least = points.stream().mapToDouble(axis).min().orElse(0);
        double most = points.stream().mapToDouble(axis).max().orElse(0);
        double share = most == least ? 0.5 : (axis.applyAsDouble(point) - least) / (most - least);
        return (int) Math.round(share * (cells - 1));
    }
}
