package dev.limelight.pipeline.text.markup.file;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;

/** Questions to the nodes of a Markdown file. Stateless. */
final class MarkdownNodes {

    private MarkdownNodes() {}

    /** The nodes in a node, in order. */
    static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    /** What a node is as a tag of HTML; empty if it is none. */
    static String tag(Node node) {
        return node instanceof HtmlInline html ? html.getLiteral() : "";
    }

    /** A line break at an end stays where it is. */
    static List<Node> withoutBreaksAtTheEnds(List<Node> nodes) {
        int from = 0;
        int to = nodes.size();
        while (from < to && nodes.get(from) instanceof SoftLineBreak) {
            from++;
        }
        while (to > from && nodes.get(to - 1) instanceof SoftLineBreak) {
            to--;
        }
        return nodes.subList(from, to);
    }

    /** Where a node begins in the source; -1 where the parser does not say. */
    static int start(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.isEmpty() ? -1 : spans.get(0).getInputIndex();
    }

    /** One past the end of a node in the source. */
    static int end(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (spans.isEmpty()) {
            return -1;
        }
        SourceSpan last = spans.get(spans.size() - 1);
        return last.getInputIndex() + last.getLength();
    }
}
