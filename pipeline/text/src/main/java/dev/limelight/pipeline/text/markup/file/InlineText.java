package dev.limelight.pipeline.text.markup.file;

import dev.limelight.pipeline.text.markup.html.HtmlPage;
import dev.limelight.pipeline.text.markup.html.HtmlRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * A paragraph with marks in it, of any markup: emphasis, links, code. It is translated as HTML in
 * which elements with numbers stand for the marks, so that these go where the words go that stand
 * for theirs, and what they stand for comes back letter by letter. Filled in the order of the
 * source and without gaps, then only read.
 */
final class InlineText {

    /** A mark around words: a piece of the source before them, and one behind. */
    record Pair(String opening, String closing) {}

    private final String source;
    private final StringBuilder html = new StringBuilder();
    private final SourceMap map = new SourceMap();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> atoms = new ArrayList<>();
    private final List<Integer> lineEnds = new ArrayList<>();
    private final List<String> lineBreaks = new ArrayList<>();
    private final Deque<Integer> openPairs = new ArrayDeque<>();
    private int reached;
    private int opened = -1;
    private String escapes = "";
    private boolean hasEntities;

    /**
     * A text of which nothing is known yet.
     *
     * @param source the whole document
     * @param start where in it the text begins
     */
    InlineText(String source, int start) {
        this.source = source;
        this.reached = start;
    }

    /** Words, as they stand in the source. */
    InlineText words(String text) {
        String rest = isAtOpening() ? withoutSpaceBefore(text) : text;
        for (int i = 0; i < rest.length(); i++) {
            add(escaped(rest.charAt(i)), 1);
        }
        return this;
    }

    /** A mark begins that has words in it, or other marks. */
    InlineText open(String opening) {
        openPairs.push(pairs.size());
        add("<b id=\"%d\">".formatted(pairs.size()), opening.length());
        pairs.add(new Pair(opening, ""));
        opened = html.length();
        return this;
    }

    /** The mark that was opened last, of those still open, ends. */
    InlineText close(String closing) {
        int pair = openPairs.pop();
        String space = spaceBehind();
        pairs.set(pair, new Pair(pairs.get(pair).opening(), space + closing));
        reached -= space.length();
        add("</b>", space.length() + closing.length());
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
        reached += space.length();
        return rest;
    }

    /** Takes the white space out that the text ends with, and gives it as the source has it. */
    private String spaceBehind() {
        int from = reached;
        while (html.length() > 0 && Character.isWhitespace(html.charAt(html.length() - 1))) {
            int at = html.length() - 1;
            int last = lineEnds.size() - 1;
            if (last >= 0 && lineEnds.get(last) == at) {
                lineEnds.remove(last);
                lineBreaks.remove(last);
            }
            from = map.start(at);
            html.setLength(at);
            map.removeLast();
        }
        return source.substring(from, reached);
    }

    /** Something that stays as it is, and that the model reads: code, an address. */
    InlineText kept(String text) {
        return kept(text, text);
    }

    /**
     * Likewise.
     *
     * @param read what the model reads in its place, in the order of the text; where the text has
     *     something else it reads nothing
     */
    InlineText kept(String text, String read) {
        int[] places = places(text, read.strip());
        if (places.length == 0) {
            return silent(text);
        }
        int start = reached;
        tag("<code id=\"%d\">".formatted(atoms.size()), text);
        for (int i = 0; i < places.length; i++) {
            reached = start + places[i];
            add(escaped(read.strip().charAt(i)), 1);
        }
        reached = start;
        tag("</code>", text);
        reached += text.length();
        atoms.add(text);
        return this;
    }

    /** Where in a text each unit of what is read of it stands; none where one does not. */
    private static int[] places(String text, String read) {
        int whole = text.indexOf(read);
        int[] places = new int[read.length()];
        int at = Math.max(whole, 0);
        for (int i = 0; i < read.length(); i++) {
            while (at < text.length() && !isRead(text.charAt(at), read.charAt(i))) {
                at++;
            }
            if (at == text.length()) {
                return new int[0];
            }
            places[i] = at++;
        }
        return places;
    }

    /** A line break is read as a space. */
    private static boolean isRead(char unit, char read) {
        return unit == read || (read == ' ' && Character.isWhitespace(unit));
    }

    /**
     * What stands for a character, an entity. The model reads the character; in what comes back
     * those that markup is made of are written as entities again.
     */
    InlineText character(String entity) {
        List<HtmlRun> runs = HtmlPage.parse(entity).runs();
        hasEntities = true;
        return written(runs.isEmpty() ? "\u00a0" : runs.get(0).text(), entity);
    }

    /** A character of markup that was made a word by a backslash; it comes back with one. */
    InlineText literal(char character) {
        if (escapes.indexOf(character) < 0) {
            escapes += character;
        }
        return written(String.valueOf(character), "\\" + character);
    }

    /** Words that the source writes in another way. */
    private InlineText written(String words, String text) {
        add(escaped(words), text);
        return this;
    }

    /** Something that stays as it is, and that says nothing to the model. */
    InlineText silent(String text) {
        add("<img id=\"%d\">".formatted(atoms.size()), text);
        atoms.add(text);
        return this;
    }

    /** The line ends, and the sentence may go on in the next one. */
    InlineText lineBreak(String text) {
        lineEnds.add(html.length());
        lineBreaks.add(text);
        add(" ", text);
        return this;
    }

    private void tag(String own, String text) {
        html.append(own);
        map.add(own.length(), reached, reached + text.length());
    }

    private void add(String own, String text) {
        add(own, text.length());
    }

    private void add(String own, int units) {
        html.append(own);
        map.add(own.length(), reached, reached + units);
        reached += units;
    }

    /** The HTML that stands for it. */
    String html() {
        return html.toString();
    }

    /** The whole document. */
    String source() {
        return source;
    }

    /** Where in the document a unit of the HTML comes from. */
    SourceMap map() {
        return map;
    }

    /** The mark with a number. */
    Pair pair(int number) {
        return pairs.get(number);
    }

    /** What stays as it is, with a number. */
    String atom(int number) {
        return atoms.get(number);
    }

    /** The line breaks between two places of the HTML. */
    LineBreaks lineBreaks(int from, int to) {
        var breaks = new LineBreaks();
        int first = Collections.binarySearch(lineEnds, from);
        for (int i = first < 0 ? -first - 1 : first; i < lineEnds.size(); i++) {
            int end = lineEnds.get(i);
            if (end >= to) {
                break;
            }
            breaks.add((double) (end - from) / (to - from), lineBreaks.get(i));
        }
        return breaks;
    }

    /** A unit of a translation as the source would write it. */
    String written(char unit) {
        if (escapes.indexOf(unit) >= 0) {
            return "\\" + unit; // which then has no need to be an entity, too
        }
        String entity = unit == '\u00a0' ? "&nbsp;" : escaped(unit);
        return hasEntities ? entity : String.valueOf(unit);
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append(escaped((char) unit)));
        return escaped.toString();
    }

    private static String escaped(char unit) {
        return switch (unit) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> String.valueOf(unit);
        };
    }
}
