package dev.limelight.pipeline.explain.svg;

import dev.limelight.pipeline.explain.EncoderExplanation.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws points with labels; both axes have one scale, so that distances can be compared. */
public final class ScatterSvg {

    private static final int SIDE = 560;
    private static final int MARGIN = 60;

    private ScatterSvg() {}

    /** The SVG file. */
    public static String of(String title, List<Point> points) {
        var svg = new Svg(SIDE + 2 * MARGIN, SIDE + 2 * MARGIN, title);
        svg.text(16, 24, "start", 0, title);
        svg.frame(MARGIN, MARGIN, SIDE, SIDE);
        double span = Math.max(span(points, Point::x), span(points, Point::y));
        double scale = span == 0 ? 0 : SIDE * 0.9 / span;
        double middleX = middle(points, Point::x);
        double middleY = middle(points, Point::y);
        for (Point point : points) {
            double x = MARGIN + SIDE / 2.0 + (point.x() - middleX) * scale;
            double y = MARGIN + SIDE / 2.0 - (point.y() - middleY) * scale;
            svg.dot(x, y);
            svg.text(x + 7, y + 4, "start", 0, point.label());
        }
        svg.text(MARGIN + SIDE / 2.0, SIDE + MARGIN + 24, "middle", 0, "first principal component");
        svg.text(36, MARGIN + SIDE / 2.0, "middle", -90, "second principal component");
        return svg.file();
    }

    private static double span(List<Point> points, ToDoubleFunction<Point> axis) {
        return points.stream().mapToDouble(axis).max().orElse(0)
                - points.stream().mapToDouble(axis).min().orElse(0);
    }

    private static double middle(List<Point> points, ToDoubleFunction<Point> axis) {
        return (points.stream().mapToDouble(axis).max().orElse(0)
                        + points.stream().mapToDouble(axis).min().orElse(0))
                / 2;
    }
}
