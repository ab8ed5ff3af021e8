package dev.limelight.pipeline.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of the screen. Colours are used on a terminal only, and not when {@code
 * NO_COLOR} is set (no-color.org); the width comes from {@code COLUMNS}.
 *
 * @param colours whether escape sequences are understood
 * @param width columns
 */
public record Terminal(boolean colours, int width) {

    private static final String GAP = "  ";
    private static final int USUAL_WIDTH = 100;
    private static final int LEAST_WIDTH = 20;

    /** Columns below which two texts are shown one below the other and not side by side. */
    private static final int NARROW = 60;

    /** The terminal of this process. */
    public static Terminal current() {
        boolean colours = isTerminal(1) && System.getenv("NO_COLOR") == null && !isDumb();
        return new Terminal(colours, width(System.getenv("COLUMNS")));
    }

    /** Whether a progress bar can be shown: standard error is a terminal that can erase a line. */
    static boolean showsBars() {
        return isTerminal(2) && !isDumb();
    }

    private static boolean isDumb() {
        String type = System.getenv("TERM");
        return type == null || type.isEmpty() || type.equals("dumb");
    }

    /** Whether there is too little room for two things side by side. */
    public boolean isNarrow() {
        return width < NARROW;
    }

    /**
     * The lines of a heading: a name with facts behind it, or below it where they do not fit.
     *
     * @param facts plain text
     */
    public List<String> heading(String name, String facts) {
        if (Columns.of(name) + GAP.length() + Columns.of(facts) <= width) {
            return List.of(bold(name) + faint(GAP + facts));
        }
        List<String> lines = new ArrayList<>(List.of(bold(name)));
        lines.addAll(faintly(facts));
        return lines;
    }

    /** A remark in faint letters, indented, on as many lines as it needs. */
    public List<String> faintly(String text) {
        return Wrap.lines(Wrap.words(text), width - GAP.length()).stream()
                .map(line -> GAP + faint(line))
                .toList();
    }

    /**
     * Whether file descriptor {@code fd} is a terminal. The launcher looks, because Java cannot.
     */
    public static boolean isTerminal(int fd) {
        return System.getProperty("limelight.terminals", "").contains(String.valueOf(fd));
    }

    /** {@code text} in a colour from grey to yellow by its {@code score}, from 0 to 1. */
    public String shaded(String text, double score) {
        return styled(text, "38;5;" + colour(score));
    }

    /** A text in bold letters. */
    public String bold(String text) {
        return styled(text, "1");
    }

    /** {@code text} in faint letters. */
    public String faint(String text) {
        return styled(text, "2");
    }

    private String styled(String text, String codes) {
        return colours ? "\u001b[" + codes + "m" + text + "\u001b[0m" : text;
    }

    private static int colour(double score) {
        int[] ramp = {239, 243, 179, 214, 220, 226};
        return ramp[(int) Math.round(Math.max(0, Math.min(1, score)) * (ramp.length - 1))];
    }

    private static int width(@Nullable String columns) {
        try {
            return columns == null
                    ? USUAL_WIDTH
                    : Math.max(
                            LEAST_WIDTH,
                            Integer.parseInt(columns.strip().toLowerCase(Locale.ROOT)));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }
}
