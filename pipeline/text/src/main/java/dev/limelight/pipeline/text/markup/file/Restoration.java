package dev.limelight.pipeline.text.markup.file;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Brings back what the numbered elements of a translated paragraph stand for. */
final class Restoration {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "<b id=\"(\\d+)\">|(</b>)|<(?:code|img) id=\"(\\d+)\">(?:[^<]*</code>)?"
                            + "|&(amp|lt|gt|quot|nbsp);|[^<&]+|[<&]");

    private final InlineText paragraph;
    private final Map<Integer, String> breaks;
    private final StringBuilder text = new StringBuilder();
    private final int[] places;
    private final Deque<InlineText.Pair> open = new ArrayDeque<>();
    private final Deque<Integer> starts = new ArrayDeque<>();

    /**
     * Of a translation.
     *
     * @param html as it was marked
     * @param breaks what stands in place of the space at a unit of it
     */
    Restoration(InlineText paragraph, String html, Map<Integer, String> breaks) {
        this.paragraph = paragraph;
        this.breaks = breaks;
        this.places = new int[html.length() + 1];
        TOKEN.matcher(html).results().forEach(this::restore);
        places[html.length()] = text.length();
        for (int i = html.length(); i > 0; i--) {
            places[i - 1] = Math.min(places[i - 1], places[i]);
        }
    }

    /** What was restored. */
    String text() {
        return text.toString();
    }

    /** Where in the text a unit of the HTML begins. */
    int at(int unit) {
        return places[unit];
    }

    private void restore(MatchResult token) {
        Arrays.fill(places, token.start(), token.end(), text.length());
        if (token.group(1) != null) {
            open.push(paragraph.pair(Integer.parseInt(token.group(1))));
            starts.push(text.length());
            text.append(open.element().opening());
        } else if (token.group(2) != null) {
            close();
        } else if (token.group(3) != null) {
            text.append(paragraph.atom(Integer.parseInt(token.group(3))));
        } else if (token.group(4) != null) {
            text.append(paragraph.written(unescaped(token.group(4))));
        } else {
            words(token);
        }
    }

    private void words(MatchResult token) {
        for (int i = 0; i < token.group().length(); i++) {
            int unit = token.start() + i;
            places[unit] = text.length();
            String written = paragraph.written(token.group().charAt(i));
            text.append(breaks.getOrDefault(unit, written));
        }
    }

    /** A mark around nothing would read as something else: {@code ****} is a line. */
    private void close() {
        if (open.isEmpty()) {
            return;
        }
        InlineText.Pair pair = open.pop();
        int start = starts.pop();
        boolean isEmpty = text.length() == start + pair.opening().length();
        if (isEmpty && pair.opening().equals(pair.closing())) {
            text.setLength(start);
        } else {
            text.append(pair.closing());
        }
    }

    private static char unescaped(String entity) {
        return switch (entity) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            default -> '\u00a0';
        };
    }
}
