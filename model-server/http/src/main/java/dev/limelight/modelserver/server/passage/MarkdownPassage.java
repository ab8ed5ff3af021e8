package dev.limelight.modelserver.server.passage;

import dev.limelight.modelserver.server.passage.PartsPassage.Part;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads Markdown. Paragraphs, headings and the cells of tables are translated. Code, addresses,
 * HTML, front matter, and the marks of lists, quotes and tables stay byte for byte.
 */
final class MarkdownPassage {

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(
                            List.of(
                                    TablesExtension.create(),
                                    StrikethroughExtension.create(),
                                    YamlFrontMatterExtension.create()))
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                    .maxOpenBlockParsers(100)
                    .build();

    private final String source;
    private final List<Part> parts = new ArrayList<>();

    private MarkdownPassage(String source) {
        this.source = source;
    }

    /** Takes a file apart. */
    static Passage of(String source) {
        var markdown = new MarkdownPassage(source);
        markdown.blocks(PARSER.parse(source));
        return new PartsPassage(source, markdown.parts);
    }

    private void blocks(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Paragraph || node instanceof Heading || node instanceof TableCell) {
                prose(node);
            } else if (node instanceof Block || node instanceof CustomNode) {
                blocks(node);
            }
        }
    }

    /** A paragraph, in as many parts as hard line breaks and lonely tags make of it. */
    private void prose(Node block) {
        List<Node> nodes = children(block);
        TagPairs pairs = TagPairs.of(nodes.stream().map(MarkdownPassage::tag).toList());
        int from = 0;
        int depth = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Integer closing = pairs.closing(i);
            if (closing != null) {
                depth += closing == i ? -1 : 1;
            } else if (depth == 0 && isSeparator(nodes.get(i))) {
                part(nodes.subList(from, i));
                from = i + 1;
            }
        }
        part(nodes.subList(from, nodes.size()));
    }

    private static boolean isSeparator(Node node) {
        return node instanceof HardLineBreak || node instanceof HtmlInline;
    }

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

    private void part(List<Node> all) {
        List<Node> nodes = MarkdownInline.withoutBreaksAtTheEnds(all);
        int start = nodes.isEmpty() ? -1 : start(nodes.get(0));
        int end = nodes.isEmpty() ? -1 : end(nodes.get(nodes.size() - 1));
        if (start >= 0 && end > start) {
            var text = new InlineText(source.substring(start, end));
            new MarkdownInline(source, text).add(nodes, start, end);
            parts.add(new Part(start, end, text));
        }
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
