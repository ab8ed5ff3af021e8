package dev.limelight.pipeline.explain.svg;

import java.util.Locale;

/** Writes a picture that follows the reader's light or dark theme. */
final class Svg {

    private static final String STYLE =
            "<style>text{font:12px system-ui,sans-serif;fill:#1f2328}.back{fill:#fff}"
                    + ".mark{fill:#b45309}.line{stroke:#8c959f;fill:none}"
                    + ".faint{fill:#59636e}@media (prefers-color-scheme:dark){text{fill:#e6edf3}"
                    + ".back{fill:#0d1117}.mark{fill:#fbbf24}.faint{fill:#9198a1}}</style>";

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    /** A picture of so many pixels, with what it shows for those who cannot see it. */
    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        body.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
        body.append("<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n");
    }

    /** A filled square; {@code opacity} from 0 to 1; {@code hint} is shown under the pointer. */
    void cell(double x, double y, double side, double opacity, String hint) {
        body.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"mark\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                                + " fill-opacity=\"%.3f\"><title>%s</title></rect>\n",
                        x,
                        y,
                        side,
                        side,
                        opacity,
                        escaped(hint)));
    }

    void dot(double x, double y) {
        body.append(
                String.format(
                        Locale.ROOT,
                        "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n",
                        x,
                        y));
    }

    void frame(double x, double y, double wide, double high) {
        body.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"line\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                        x,
                        y,
                        wide,
                        high));
    }

    /**
     * A text.
     *
     * @param anchor {@code start}, {@code middle} or {@code end}
     * @param turn degrees
     */
    void text(double x, double y, String anchor, int turn, String text) {
        String turned =
                turn == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, " transform=\"rotate(%d %.1f %.1f)\"", turn, x, y);
        body.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n",
                        x,
                        y,
                        anchor,
                        turned,
                        escaped(text)));
    }

    /** The file. */
    String file() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">%n%s</svg>%n"
                .formatted(width, height, width, height, body);
    }

    /** A text without markup, and without characters that XML does not have or that steer. */
    static String escaped(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(point -> append(safe, point));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int point) {
        switch (point) {
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '&' -> safe.append("&amp;");
            case '"' -> safe.append("&quot;");
            default -> safe.appendCodePoint(isText(point) ? point : 0xFFFD);
        }
    }

    private static boolean isText(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && point != 0xFFFE
                && point != 0xFFFF;
    }
}
