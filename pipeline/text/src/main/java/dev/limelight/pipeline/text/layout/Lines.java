package dev.limelight.pipeline.text.layout;

import com.ibm.icu.lang.UCharacter;
import java.util.ArrayList;
import java.util.List;

/** Cuts text at its line breaks, in one pass. Stateless. */
public final class Lines {

    private static final int TAB_COLUMNS = 4;

    private Lines() {}

    static List<TextLine> of(String text) {
        List<TextLine> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isBreak(text.charAt(i))) {
                lines.add(line(text, start, i));
                start = i + 1;
                if (text.startsWith("\r\n", i)) {
                    i++;
                    start++;
                }
            }
        }
        lines.add(line(text, start, text.length()));
        return lines;
    }

    /** Whether {@code unit} ends a line: CR, LF, FF, VT, NEL, and Unicode's two separators. */
    public static boolean isBreak(char unit) {
        return (unit >= '\n' && unit <= '\r')
                || unit == '\u0085'
                || unit == '\u2028'
                || unit == '\u2029';
    }

    /** Whether {@code unit} is white space; no white space lies beyond the BMP. */
    public static boolean isSpace(char unit) {
        return UCharacter.isUWhiteSpace(unit);
    }

    private static TextLine line(String text, int start, int limit) {
        int end = limit;
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        int quotes = 0;
        int indent = 0;
        int i = start;
        for (; i < end && (isSpace(text.charAt(i)) || text.charAt(i) == '>'); i++) {
            if (text.charAt(i) == '>') {
                quotes++;
                indent = 0;
            } else {
                indent += text.charAt(i) == '\t' ? TAB_COLUMNS : 1;
            }
        }
        // A line of quote marks only: its last one is content, so that no line loses characters.
        boolean marksOnly = i == end && quotes > 0;
        return new TextLine(start, end, marksOnly ? end - 1 : i, indent, quotes);
    }
}
