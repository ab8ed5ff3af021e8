package dev.limelight.pipeline.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Breaks a sentence into lines by its visible width, whatever escape sequences it carries. */
final class Wrap {

    private Wrap() {}

    /**
     * A word with what a terminal gets for it.
     *
     * @param shown with escape sequences
     * @param width visible columns
     */
    record Word(String shown, int width) {}

    /** The words of {@code text}. */
    static List<Word> words(String text) {
        return words(text, 0, List.of(), word -> word);
    }

    /**
     * The words of {@code text}, those that touch a bright span lit.
     *
     * @param offset where the text begins in the document, code points
     * @param bright half-open spans of the document, code points
     */
    static List<Word> words(
            String text, int offset, List<int[]> bright, UnaryOperator<String> lit) {
        var words = new ArrayList<Word>();
        int at = offset;
        for (String piece : text.split("(?<=\\s)|(?=\\s)", -1)) {
            int length = piece.codePointCount(0, piece.length());
            if (!piece.isBlank()) {
                int start = at;
                boolean isLit =
                        bright.stream().anyMatch(s -> s[0] < start + length && s[1] > start);
                String safe = SummaryView.safe(piece);
                words.add(new Word(isLit ? lit.apply(safe) : safe, Columns.of(safe)));
            }
            at += length;
        }
        return words;
    }

    /** The words on lines of at most {@code width} columns; a longer word has its own line. */
    static List<String> lines(List<Word> words, int width) {
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
}
