package dev.limelight.pipeline.bench.serve;

import java.util.Comparator;
import java.util.List;

/**
 * What is sent to a server.
 *
 * @param shortTexts sentences of about {@link #SHORT_LETTERS} letters
 * @param longText the long text
 * @param source BCP 47
 * @param target BCP 47
 */
public record ServeLoad(List<String> shortTexts, String longText, String source, String target) {

    /** Letters of a short text. */
    public static final int SHORT_LETTERS = 60;

    private static final int SHORT_TEXTS = 20;

    public ServeLoad {
        shortTexts = List.copyOf(shortTexts);
    }

    /**
     * Makes one of sentences.
     *
     * @param sentences at least one, none of them blank
     * @param letters of the long text
     */
    public static ServeLoad of(List<String> sentences, int letters, String source, String target) {
        List<String> shortTexts =
                sentences.stream()
                        .sorted(
                                Comparator.comparingInt(
                                        each -> Math.abs(each.length() - SHORT_LETTERS)))
                        .limit(SHORT_TEXTS)
                        .toList();
        var text = new StringBuilder();
        for (int i = 0; text.length() < letters; i++) {
            text.append(sentences.get(i % sentences.size())).append(' ');
        }
        return new ServeLoad(shortTexts, text.toString(), source, target);
    }

    /** The short text of a turn. */
    String shortText(int turn) {
        return shortTexts.get(turn % shortTexts.size());
    }
}
