package dev.limelight.pipeline.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Breaks a text into lines by its visible width; escape sequences take none. */
public final class Wrap {

    private Wrap() {}

    /**
     * A word as it is written to a terminal.
     *
     * @param shown with escape sequences
     * @param width visible columns
     */
    public record Word(String shown, int width) {}

    /** The words of {@code text}. */
    public static List<Word> words(String text) {
        return words(text, 0, List.of(), word -> word);
    }

    /**
     * The words of {@code text}, those that overlap a given span in another style.
     *
     * @param offset where the text begins in the document, code points
     * @param spans half-open spans of the document, code points
     * @param style writes a word that overlaps one of them
     */
    static List<Word> words(
            String text, int offset, List<int[]> spans, UnaryOperator<String> style) {
        var words = new ArrayList<Word>();
        int at = offset;
        for (String piece : text.split("(?<=\\s)|(?=\\s)", -1)) {
            int length = piece.codePointCount(0, piece.length());
            if (!piece.isBlank()) {
                int start = at;
                boolean isStyled =
                        spans.stream().anyMatch(s -> s[0] < start + length && s[1] > start);
                String safe = safe(piece);
                words.add(new Word(isStyled ? style.apply(safe) : safe, Columns.of(safe)));
            }
            at += length;
        }
        return words;
    }

    /** The words on lines of at most {@code width} columns; a longer word has its own line. */
    public static List<String> lines(List<Word> words, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int used = 0;
        for (Word word : words) {
            if (used > 0 && used + 1 + word.width() > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.append(used > 0 ? " " : "").append(word.shown());
            used += (used > 0 ? 1 : 0) + word.width();
        }
        lines.add(line.toString());
        return lines;
    }

    /** {@code text} without control and bidirectional characters, which could steer a terminal. */
    public static String safe(String text) {
        return text.codePoints()
                .map(c -> steers(c) ? '�' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean steers(int codePoint) {
        boolean bidirectional =
                (codePoint >= 0x202A && codePoint <= 0x202E)
                        || (codePoint >= 0x2066 && codePoint <= 0x2069);
        return bidirectional || (Character.isISOControl(codePoint) && codePoint != '\n');
    }
}
