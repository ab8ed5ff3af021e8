package dev.limelight.modelserver.server.markup;

import dev.limelight.modelserver.server.work.Translated;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Neighbours in a block that are read together. White space counts as a browser shows it: a line
 * break in the source is a space, and what is around the run stays outside.
 */
final class InlineRun {

    private final List<Node> nodes;
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Mark> owners = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    InlineRun(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
        nodes.forEach(node -> read(node, null));
        if (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }

    /** What there is to translate. */
    String text() {
        return text.toString();
    }

    /** All marks; inner ones before those around them. */
    List<Mark> marks() {
        return marks;
    }

    /** The innermost mark around a UTF-16 unit of the text; null for none. */
    @Nullable Mark owner(int position) {
        return owners.get(position);
    }

    /** Puts the translation where the run is. */
    void replace(Translated translation) {
        var weave = new Weave();
        weave.text(null, leading());
        new Projection(this, translation).to(weave);
        weave.text(null, trailing());
        Node first = nodes.get(0);
        weave.nodes().forEach(first::before);
        nodes.forEach(Node::remove);
    }

    private void read(Node node, @Nullable Mark parent) {
        if (node instanceof TextNode string) {
            append(string.getWholeText(), parent);
            return;
        }
        boolean whole = !(node instanceof Element element) || Tags.isKept(element);
        var mark = new Mark(parent, node, whole, text.length());
        if (node instanceof Element element && whole) {
            append(element.text(), mark);
        } else {
            node.childNodes().forEach(child -> read(child, mark));
        }
        mark.endAt(text.length());
        marks.add(mark);
    }

    private void append(String string, @Nullable Mark owner) {
        raw.append(string);
        for (int i = 0; i < string.length(); i++) {
            boolean space = isSpace(string.charAt(i));
            boolean after = text.isEmpty() || text.charAt(text.length() - 1) == ' ';
            if (!space || !after) {
                text.append(space ? ' ' : string.charAt(i));
                owners.add(owner);
            }
        }
    }

    private String leading() {
        int end = 0;
        while (end < raw.length() && isSpace(raw.charAt(end))) {
            end++;
        }
        return raw.substring(0, end);
    }

    private String trailing() {
        int start = raw.length();
        while (start > 0 && isSpace(raw.charAt(start - 1))) {
            start--;
        }
        return raw.substring(start);
    }

    /** HTML's white space; a no-break space is none. */
    private static boolean isSpace(char unit) {
        return unit == ' ' || unit == '\n' || unit == '\t' || unit == '\r' || unit == '\f';
    }
}
