package dev.limelight.modelserver.server.passage;

import dev.limelight.modelserver.markup.HtmlPage;
import dev.limelight.modelserver.markup.HtmlRun;
import dev.limelight.modelserver.server.work.Translated;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A paragraph with inline markup of any kind: emphasis, links, code. It is translated as HTML in
 * which numbered elements represent the markup. These move with the words that they belong to, and
 * the original markup comes back letter by letter. Filled in the order of the source, then only
 * read.
 */
final class InlineText implements Passage {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "<b id=\"(\\d+)\">|(</b>)|<code id=\"(\\d+)\">[^<]*</code>"
                            + "|<img id=\"(\\d+)\">|&(amp|lt|gt|quot|nbsp);|[^<&]+|[<&]");

    /** A mark around words: a piece of the source before them, and one behind. */
    private record Pair(String opening, String closing) {}

    private final String source;
    private final StringBuilder html = new StringBuilder();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> atoms = new ArrayList<>();
    private final List<Integer> lineEnds = new ArrayList<>();
    private final List<String> lineBreaks = new ArrayList<>();
    private final Deque<Integer> openPairs = new ArrayDeque<>();
    private int opened = -1;
    private String escapes = "";
    private boolean hasEntities;

    /** A text of which nothing is known yet but how it stands in the source. */
    InlineText(String source) {
        this.source = source;
    }

    /** Words. */
    InlineText words(String text) {
        html.append(escaped(isAtOpening() ? withoutSpaceBefore(text) : text));
        return this;
    }

    /** A mark begins that has words in it, or other marks. */
    InlineText open(String opening, String closing) {
        html.append("<b id=\"").append(pairs.size()).append("\">");
        openPairs.push(pairs.size());
        pairs.add(new Pair(opening, closing));
        opened = html.length();
        return this;
    }

    /** The mark that was opened last, of those still open, ends. */
    InlineText close() {
        int pair = openPairs.pop();
        String space = spaceBehind();
        Pair open = pairs.get(pair);
        pairs.set(pair, new Pair(open.opening(), space + open.closing()));
        html.append("</b>");
        return this;
    }

    /* White space at the edge of an element belongs to no word, so it goes with the mark. */

    private boolean isAtOpening() {
        return opened == html.length() && !openPairs.isEmpty();
    }

    private String withoutSpaceBefore(String text) {
        String rest = text.stripLeading();
        int pair = openPairs.element();
        Pair open = pairs.get(pair);
        String space = text.substring(0, text.length() - rest.length());
        pairs.set(pair, new Pair(open.opening() + space, open.closing()));
        return rest;
    }

    /** Takes the white space out that the text ends with. */
    private String spaceBehind() {
        Deque<String> space = new ArrayDeque<>();
        while (html.length() > 0 && Character.isWhitespace(html.charAt(html.length() - 1))) {
            int at = html.length() - 1;
            int last = lineEnds.size() - 1;
            boolean isBreak = last >= 0 && lineEnds.get(last) == at;
            space.push(isBreak ? lineBreaks.get(last) : String.valueOf(html.charAt(at)));
            if (isBreak) {
                lineEnds.remove(last);
                lineBreaks.remove(last);
            }
            html.setLength(at);
        }
        return String.join("", space);
    }

    /** Something that stays as it is, and that the model reads: code, an address. */
    InlineText kept(String text) {
        return kept(text, text);
    }

    /**
     * Likewise.
     *
     * @param read what the model reads in its place; not blank
     */
    InlineText kept(String text, String read) {
        html.append("<code id=\"%d\">%s</code>".formatted(atoms.size(), escaped(read.strip())));
        atoms.add(text);
        return this;
    }

    /**
     * What stands for a character, an entity. The model reads the character; in what comes back
     * those that markup is made of are written as entities again.
     */
    InlineText character(String entity) {
        List<HtmlRun> runs = HtmlPage.parse(entity).runs();
        hasEntities = true;
        return words(runs.isEmpty() ? "\u00a0" : runs.get(0).text());
    }

    /** A character of markup that was made a word by a backslash; it comes back with one. */
    InlineText literal(char character) {
        if (escapes.indexOf(character) < 0) {
            escapes += character;
        }
        return words(String.valueOf(character));
    }

    /** Something that stays as it is, and that says nothing to the model. */
    InlineText silent(String text) {
        html.append("<img id=\"%d\">".formatted(atoms.size()));
        atoms.add(text);
        return this;
    }

    /** The line ends, and the sentence may go on in the next one. */
    InlineText lineBreak(String text) {
        lineEnds.add(html.length());
        lineBreaks.add(text);
        html.append(' ');
        return this;
    }

    @Override
    public List<String> texts() {
        return page().texts();
    }

    @Override
    public String with(List<Translated> translations) {
        return translations.isEmpty() ? source : restored(broken(page().with(translations)));
    }

    private HtmlPassage page() {
        return new HtmlPassage(HtmlPage.parse(html.toString()));
    }

    private String broken(String translation) {
        List<Double> ends = lineEnds.stream().map(end -> (double) end / html.length()).toList();
        List<String> breaks = new ArrayList<>();
        for (String each : lineBreaks) {
            breaks.add("<img id=\"%d\">".formatted(atoms.size()));
            atoms.add(each);
        }
        return LineBreaks.in(translation, ends, breaks);
    }

    private String restored(String translation) {
        var text = new StringBuilder();
        Deque<Pair> open = new ArrayDeque<>();
        Deque<Integer> starts = new ArrayDeque<>();
        TOKEN.matcher(translation)
                .results()
                .forEach(
                        token -> {
                            if (token.group(1) != null) {
                                open.push(pairs.get(Integer.parseInt(token.group(1))));
                                starts.push(text.length());
                                text.append(open.element().opening());
                            } else if (token.group(2) == null) {
                                text.append(plain(token));
                            } else if (!open.isEmpty()) {
                                closed(text, open.pop(), starts.pop());
                            }
                        });
        return text.toString();
    }

    /** A mark around nothing would read as something else: {@code ****} is a line. */
    private static void closed(StringBuilder text, Pair pair, int start) {
        boolean isEmpty = text.length() == start + pair.opening().length();
        if (isEmpty && pair.opening().equals(pair.closing())) {
            text.setLength(start);
        } else {
            text.append(pair.closing());
        }
    }

    private String plain(MatchResult token) {
        String atom = token.group(3) == null ? token.group(4) : token.group(3);
        if (atom != null) {
            return atoms.get(Integer.parseInt(atom));
        }
        return written(token.group(5) == null ? token.group() : unescaped(token.group(5)));
    }

    private static String unescaped(String entity) {
        return switch (entity) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            default -> "\u00a0";
        };
    }

    /** Words as the source would write them. */
    private String written(String words) {
        var written = new StringBuilder();
        for (int i = 0; i < words.length(); i++) {
            written.append(written(words.charAt(i)));
        }
        return written.toString();
    }

    /** A character with a backslash has no need to be an entity, too. */
    private String written(char unit) {
        if (escapes.indexOf(unit) >= 0) {
            return "\\" + unit;
        }
        String plain = String.valueOf(unit);
        return hasEntities ? escaped(plain).replace("\u00a0", "&nbsp;") : plain;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
