package dev.limelight.pipeline.text.markup.file;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Reads the inline markup of a paragraph of Markdown. Source that the parser turns into no word,
 * such as an escape, stays unchanged.
 */
final class MarkdownInline {

    /** An escape; what stands for a character; an address; a footnote's mark. */
    private static final Pattern SPECIAL =
            Pattern.compile(
                    "\\\\([!-/:-@\\[-`{-~])|(&#?\\w{1,31};)"
                            + "|https?://[^\\s<>]+|www\\.[^\\s<>]+|\\[\\^[^\\]\\s]{1,99}\\]");

    /** Marks inside each other; what is deeper stays as it is. */
    private static final int DEEPEST = 50;

    private final String source;
    private final InlineText text;
    private int depth;

    /**
     * A reader.
     *
     * @param source the whole file
     * @param text what is read is added there
     */
    MarkdownInline(String source, InlineText text) {
        this.source = source;
        this.text = text;
    }

    /** Adds nodes that fill a stretch of the source but for what stands between them. */
    void add(List<Node> nodes, int start, int end) {
        TagPairs pairs = TagPairs.of(nodes.stream().map(MarkdownNodes::tag).toList());
        int reached = start;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            int next = i + 1 < nodes.size() ? begin(nodes.get(i + 1), end) : end;
            int from = Math.max(reached, begin(node, reached));
            silent(reached, from);
            int to = Math.max(from, Math.min(next, MarkdownNodes.end(node)));
            Integer closing = pairs.closing(i);
            if (node instanceof SoftLineBreak) {
                to = Math.max(from, next);
                text.lineBreak(source.substring(from, to));
            } else if (closing == null) {
                add(node, from, to);
            } else if (closing == i) {
                text.close(source.substring(from, to));
            } else {
                text.open(source.substring(from, to));
            }
            reached = to;
        }
        silent(reached, end);
    }

    private int begin(Node node, int fallback) {
        int start = MarkdownNodes.start(node);
        return start < 0 ? fallback : start;
    }

    private void add(Node node, int from, int to) {
        if (node instanceof Text) {
            words(source.substring(from, to));
        } else if (depth < DEEPEST && isPair(node)) {
            pair(node, from, to);
        } else {
            text.kept(source.substring(from, to), read(node));
        }
    }

    /** What the model reads of something that stays as it is. */
    private static String read(Node node) {
        if (node instanceof Code code) {
            return code.getLiteral();
        }
        var words = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            words.append(child instanceof Text text ? text.getLiteral() : "");
        }
        return words.toString();
    }

    /** A link around its own address has no words. */
    private boolean isPair(Node node) {
        boolean isLink = node instanceof Link && !(source.charAt(MarkdownNodes.start(node)) == '<');
        boolean isMark =
                node instanceof Emphasis
                        || node instanceof StrongEmphasis
                        || node instanceof Strikethrough;
        return node.getFirstChild() != null && (isLink || isMark) && !(node instanceof Image);
    }

    /** The parser does not say of every node where it is. */
    private static int lastEnd(Node parent) {
        return MarkdownNodes.children(parent).stream()
                .mapToInt(MarkdownNodes::end)
                .max()
                .orElse(-1);
    }

    private void pair(Node node, int from, int to) {
        int first = Math.min(to, Math.max(from, begin(node.getFirstChild(), from)));
        int last = Math.min(to, Math.max(first, lastEnd(node)));
        text.open(source.substring(from, first));
        depth++;
        add(MarkdownNodes.children(node), first, last);
        depth--;
        text.close(source.substring(last, to));
    }

    private void words(String raw) {
        Matcher special = SPECIAL.matcher(raw);
        int reached = 0;
        while (special.find()) {
            text.words(raw.substring(reached, special.start()));
            special(special);
            reached = special.end();
        }
        text.words(raw.substring(reached));
    }

    private void special(Matcher special) {
        if (special.group(1) != null) {
            text.literal(special.group(1).charAt(0));
        } else if (special.group(2) != null) {
            text.character(special.group());
        } else {
            text.kept(special.group());
        }
    }

    private void silent(int from, int to) {
        silent(source.substring(from, Math.max(from, to)));
    }

    private void silent(String raw) {
        if (!raw.isEmpty()) {
            text.silent(raw);
        }
    }
}
