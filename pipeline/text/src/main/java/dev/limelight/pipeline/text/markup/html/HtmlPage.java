package dev.limelight.pipeline.text.markup.html;

import dev.limelight.pipeline.text.markup.Markup;
import dev.limelight.pipeline.text.markup.MarkupException;
import dev.limelight.pipeline.text.markup.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * HTML: a page, or part of one. What stands together in a block is one run, so that a link in the
 * middle of a sentence does not cut it. Immutable.
 *
 * <p>Runs lie apart in the source and in its order; between them are tags, white space, and what is
 * no text: scripts, comments. Text that stands where no browser would leave it (in a table but in
 * no cell) and cannot be told apart from its tags is in no run, see {@link #isComplete}.
 */
public final class HtmlPage implements Markup {

    private static final int DEEPEST = 400;
    private static final Pattern PAGE =
            Pattern.compile("(?i)^\\s*(<!doctype|<html|<head|<body)\\b");
    private static final Pattern FIRST_TAG = Pattern.compile("^\\s*<([a-zA-Z]+)");

    /** Elements that a parser drops where they have not the right parent. */
    private static final Map<String, String> PARENTS =
            Map.of("tr", "tbody", "td", "tr", "th", "tr", "tbody", "table", "thead", "table");

    private final String source;
    private final List<HtmlRun> runs;
    private final boolean complete;
    private final @Nullable String language;

    private HtmlPage(String source, Element root) {
        this.source = source;
        List<HtmlRun> found = new Runs(source).in(root);
        this.runs = apart(found);
        this.complete = runs.size() == found.size();
        Element html = root.selectFirst("html[lang]");
        this.language = html == null ? null : html.attr("lang");
    }

    /**
     * Reads one.
     *
     * @throws MarkupException if its elements are nested too deep, or the parser gives up
     */
    public static HtmlPage parse(String html) {
        return new HtmlPage(html, checked(root(html)));
    }

    private static Element root(String html) {
        try {
            return parsed(html);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
            throw new MarkupException(
                    "the HTML cannot be parsed (%s), expected less broken tags".formatted(e));
        }
    }

    private static Element parsed(String html) {
        Parser parser = Parser.htmlParser().setTrackPosition(true);
        if (PAGE.matcher(html).find()) {
            return parser.parseInput(html, "");
        }
        Element parent = Document.createShell("").body().appendElement(parent(html));
        /* All at once: one by one each would be taken out of the front of a list. */
        return parent.insertChildren(0, parser.parseFragmentInput(html, parent, ""));
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public List<HtmlRun> runs() {
        return runs;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    /** What {@code <html lang>} says. */
    @Override
    public @Nullable String language() {
        return language;
    }

    private static String parent(String html) {
        Matcher tag = FIRST_TAG.matcher(html);
        String first = tag.find() ? tag.group(1).toLowerCase(Locale.ROOT) : "";
        return PARENTS.getOrDefault(first, "div");
    }

    private static Element checked(Element root) {
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (depth > DEEPEST) {
                        throw new MarkupException(
                                "the elements are nested more than %d deep, expected less"
                                        .formatted(DEEPEST));
                    }
                },
                root);
        return root;
    }

    private static List<HtmlRun> apart(List<HtmlRun> found) {
        List<HtmlRun> runs = new ArrayList<>();
        int reached = 0;
        List<HtmlRun> ordered =
                found.stream().sorted(Comparator.comparingInt(HtmlRun::start)).toList();
        for (HtmlRun run : ordered) {
            if (run.isSound() && run.start() >= reached) {
                runs.add(run);
                reached = run.end();
            }
        }
        return List.copyOf(runs);
    }

    /** Finds runs. */
    private static final class Runs {

        private final String source;
        private final List<HtmlRun> found = new ArrayList<>();

        Runs(String source) {
            this.source = source;
        }

        List<HtmlRun> in(Element root) {
            gather(root, Role.TEXT, false);
            return found;
        }

        /** Finds the runs below an element that is not within one. */
        private void gather(Element block, Role around, boolean kept) {
            Role role = Tags.role(block, around);
            List<Node> run = new ArrayList<>();
            for (Node child : block.childNodes()) {
                boolean inline = Tags.isInline(child);
                if (!inline || (!run.isEmpty() && isNext(run.get(run.size() - 1), child))) {
                    close(run, role, kept);
                    run = new ArrayList<>();
                }
                if (inline) {
                    run.add(child);
                } else if (child instanceof Element inner && !Tags.isSilent(inner)) {
                    gather(inner, role, Tags.isKept(inner, kept));
                }
            }
            close(run, role, kept);
        }

        /**
         * Whether two neighbours are not one sentence: the entries of a menu, which are elements of
         * one sort without a space between them, and what has something between it in the source
         * that the parser moved away.
         */
        private static boolean isNext(Node before, Node child) {
            if (NodePositions.end(before) != NodePositions.start(child)) {
                return true;
            }
            return before instanceof Element left
                    && child instanceof Element right
                    && left.normalName().equals(right.normalName())
                    && NodePositions.hasTag(right)
                    && !left.wholeText().matches("(?s).*\\s")
                    && !right.wholeText().matches("(?s)\\s.*");
        }

        /** What has no text at either end stays where it is. */
        private void close(List<Node> nodes, Role role, boolean kept) {
            int start = 0;
            int end = nodes.size();
            while (start < end && !hasText(nodes.get(start))) {
                start++;
            }
            while (start < end && !hasText(nodes.get(end - 1))) {
                end--;
            }
            if (nodes.subList(start, end).stream().anyMatch(Runs::shows)) {
                List<Node> run = nodes.subList(start, end);
                boolean menu = role != Role.HEADING && Surroundings.isLinks(run);
                found.add(new HtmlRun(source, run, menu ? Role.FRAME : role, kept));
            }
        }

        private static boolean hasText(Node node) {
            if (Tags.isText(node)) {
                return !((TextNode) node).isBlank();
            }
            return node instanceof Element element
                    && element.nodeStream(TextNode.class)
                            .anyMatch(inner -> Tags.isText(inner) && !inner.isBlank())
                    && !Tags.isSilent(element);
        }

        /** Whether a browser shows any text of it. */
        private static boolean shows(Node node) {
            if (Tags.isText(node)) {
                return !((TextNode) node).isBlank();
            }
            return node instanceof Element element
                    && !Tags.isSilent(element)
                    && element.childNodes().stream().anyMatch(Runs::shows);
        }
    }
}
