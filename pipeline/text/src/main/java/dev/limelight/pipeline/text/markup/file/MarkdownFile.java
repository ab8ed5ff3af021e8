package dev.limelight.pipeline.text.markup.file;

import dev.limelight.pipeline.text.markup.Markup;
import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.Role;
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
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads Markdown. Paragraphs, headings and the cells of tables are translated. Code, addresses,
 * HTML, front matter, and the marks of lists, quotes and tables stay byte for byte.
 */
final class MarkdownFile {

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
    private final List<MarkupRun> runs = new ArrayList<>();

    private MarkdownFile(String source) {
        this.source = source;
    }

    /** Takes a file apart. */
    static Markup parse(String source) {
        var markdown = new MarkdownFile(source);
        markdown.blocks(PARSER.parse(withoutByteOrderMark(source)), Role.TEXT);
        return new ParsedFile(source, markdown.runs);
    }

    /** With an empty line in its place, so that what is behind it begins a line where it did. */
    private static String withoutByteOrderMark(String source) {
        return source.startsWith("\ufeff") ? "\n" + source.substring(1) : source;
    }

    private void blocks(Node parent, Role role) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Paragraph || node instanceof Heading || node instanceof TableCell) {
                prose(node, role);
            } else if (node instanceof Block || node instanceof CustomNode) {
                blocks(node, node instanceof ListBlock list ? role(list, role) : role);
            }
        }
    }

    /** What a browser shows without paragraphs are the items of a list. */
    private static Role role(ListBlock list, Role around) {
        return list.isTight() ? Role.ITEM : around;
    }

    private static Role role(Node block, List<Node> nodes, Role around) {
        if (block instanceof Heading) {
            return Role.HEADING;
        }
        boolean isMenu = nodes.stream().allMatch(MarkdownFile::isOfMenu);
        return isMenu ? Role.FRAME : block instanceof TableCell ? Role.ITEM : around;
    }

    /** Badges, the entries of a table of contents: links and nothing between them. */
    private static boolean isOfMenu(Node node) {
        boolean isBlank = node instanceof Text text && text.getLiteral().isBlank();
        return isBlank
                || node instanceof Link
                || node instanceof Image
                || node instanceof SoftLineBreak
                || node instanceof HardLineBreak;
    }

    /** A paragraph, in as many parts as hard line breaks and lonely tags make of it. */
    private void prose(Node block, Role around) {
        List<Node> nodes = MarkdownNodes.children(block);
        Role role = role(block, nodes, around);
        TagPairs pairs = TagPairs.of(nodes.stream().map(MarkdownNodes::tag).toList());
        int from = 0;
        int depth = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Integer closing = pairs.closing(i);
            if (closing != null) {
                depth += closing == i ? -1 : 1;
            } else if (depth == 0 && isSeparator(nodes.get(i))) {
                part(nodes.subList(from, i), role);
                from = i + 1;
            }
        }
        part(nodes.subList(from, nodes.size()), role);
    }

    private static boolean isSeparator(Node node) {
        return node instanceof HardLineBreak || node instanceof HtmlInline;
    }

    private void part(List<Node> all, Role role) {
        List<Node> nodes = MarkdownNodes.withoutBreaksAtTheEnds(all);
        int start = nodes.isEmpty() ? -1 : MarkdownNodes.start(nodes.get(0));
        int end = nodes.isEmpty() ? -1 : MarkdownNodes.end(nodes.get(nodes.size() - 1));
        if (start >= 0 && end > start) {
            var text = new InlineText(source, start);
            new MarkdownInline(source, text).add(nodes, start, end);
            runs.addAll(InlineRun.of(text, role));
        }
    }
}
