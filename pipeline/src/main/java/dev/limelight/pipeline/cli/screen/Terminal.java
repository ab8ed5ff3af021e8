package dev.limelight.pipeline.cli.screen;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the screen can do. Colours only on a terminal, and not when {@code NO_COLOR} is set
 * (no-color.org); the width from {@code COLUMNS}.
 *
 * @param colours whether escape sequences are understood
 * @param width columns
 */
public record Terminal(boolean colours, int width) {

    private static final int USUAL_WIDTH = 100;

    /** The terminal of this process. */
    public static Terminal current() {
        boolean colours =
                isTerminal(1)
                        && System.getenv("NO_COLOR") == null
                        && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(colours, width(System.getenv("COLUMNS")));
    }

    /** Whether file descriptor {@code fd} is a terminal; the launcher looks, Java cannot tell. */
    public static boolean isTerminal(int fd) {
        return System.getProperty("limelight.terminals", "").contains(String.valueOf(fd));
    }

    /** {@code text} in grey-to-amber light, {@code brightness} from 0 to 1. */
    String light(String text, double brightness) {
        return styled(text, "38;5;" + amber(brightness));
    }

    String bold(String text) {
        return styled(text, "1");
    }

    String faint(String text) {
        return styled(text, "2");
    }

    private String styled(String text, String codes) {
        return colours ? "\u001b[" + codes + "m" + text + "\u001b[0m" : text;
    }

    private static int amber(double brightness) {
        int[] ramp = {239, 243, 179, 214, 220, 226};
        return ramp[(int) Math.round(Math.max(0, Math.min(1, brightness)) * (ramp.length - 1))];
    }

    private static int width(@Nullable String columns) {
        try {
            return columns == null
                    ? USUAL_WIDTH
                    : Math.max(40, Integer.parseInt(columns.strip().toLowerCase(Locale.ROOT)));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }
}
