package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.text.script.Spacing;
import java.util.Arrays;

/**
 * A stretch of text as it reads when no line had been broken: words that a hyphen at the end of a
 * line divides are whole again. All else stays, unit for unit. Immutable; linear in the text.
 */
public final class JoinedLines {

    private final String text;
    private final int[] starts;
    private final int length;

    private JoinedLines(String text, int[] starts, int length) {
        this.text = text;
        this.starts = starts;
        this.length = length;
    }

    /** The lines of {@code text}, joined. */
    public static JoinedLines of(String text) {
        var out = new StringBuilder(text.length());
        int[] starts = new int[text.length()];
        for (int at = 0; at < text.length(); at++) {
            switch (LineHyphens.kind(text, at)) {
                case DIVIDES -> at = LineHyphens.next(text, at) - 1;
                case OWN -> {
                    starts[out.length()] = at;
                    out.append(text.charAt(at));
                    at = LineHyphens.next(text, at) - 1;
                }
                case NONE, SUSPENDED -> {
                    starts[out.length()] = at;
                    out.append(text.charAt(at));
                }
            }
        }
        return new JoinedLines(out.toString(), Arrays.copyOf(starts, out.length()), text.length());
    }

    /** The joined text. */
    public String text() {
        return text;
    }

    /** Whether nothing was joined. */
    public boolean isSame() {
        return text.length() == length;
    }

    /** Where the unit at a position stood; the length of the stretch for the end. */
    public int start(int at) {
        return at < starts.length ? starts[at] : length;
    }

    /** Where the unit before a position ended; 0 for 0. */
    public int end(int at) {
        return at == 0 ? 0 : starts[at - 1] + 1;
    }

    /**
     * As one line: line breaks are spaces, with the white space around them, or nothing in scripts
     * without spaces.
     */
    public static String inOneLine(String text) {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            LineHyphens.Kind hyphen = LineHyphens.kind(text, at);
            int space = spaceEnd(text, at);
            if (space > at) {
                boolean breaks = hasBreak(text, at, space);
                out.append(breaks ? space(text, at, space) : text.substring(at, space));
            } else if (hyphen != LineHyphens.Kind.DIVIDES) {
                out.append(text.charAt(at));
            }
            boolean joins = hyphen == LineHyphens.Kind.DIVIDES || hyphen == LineHyphens.Kind.OWN;
            at = joins ? LineHyphens.next(text, at) : Math.max(space, at + 1);
        }
        return out.toString();
    }

    /** What stands for a line break: nothing where the script has no spaces. */
    private static String space(String text, int at, int end) {
        return joins(text, at, end) ? "" : " ";
    }

    private static boolean joins(String text, int at, int end) {
        return at > 0
                && end < text.length()
                && Spacing.joinsLines(text.codePointBefore(at), text.codePointAt(end));
    }

    private static int spaceEnd(String text, int from) {
        int at = from;
        while (at < text.length() && Lines.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean hasBreak(String text, int start, int end) {
        return text.substring(start, end).chars().anyMatch(unit -> Lines.isBreak((char) unit));
    }
}
