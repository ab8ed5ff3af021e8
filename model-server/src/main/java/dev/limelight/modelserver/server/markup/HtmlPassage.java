package dev.limelight.modelserver.server.markup;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.work.Translated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;

/**
 * HTML: a page, or part of one. What stands together in a block is translated together, so that a
 * link in the middle of a sentence does not cut it.
 */
final class HtmlPassage implements Passage {

    private static final int DEEPEST = 400;
    private static final Pattern PAGE =
            Pattern.compile("(?i)^\\s*(<!doctype|<html|<head|<body)\\b");
    private static final Pattern FIRST_TAG = Pattern.compile("^\\s*<([a-zA-Z]+)");

    /** Elements that a parser drops where they have not the right parent. */
    private static final Map<String, String> PARENTS =
            Map.of("tr", "tbody", "td", "tr", "th", "tr", "tbody", "table", "thead", "table");

    private final Element root;
    private final boolean isPage;
    private final List<InlineRun> runs = new ArrayList<>();

    private HtmlPassage(Element root, boolean isPage) {
        this.root = root;
        this.isPage = isPage;
        checkDepth();
        gather(root);
    }

    static HtmlPassage parse(String html) {
        boolean isPage = PAGE.matcher(html).find();
        Document page = isPage ? Jsoup.parse(html) : Document.createShell("");
        page.outputSettings().prettyPrint(false);
        if (isPage) {
            return new HtmlPassage(page, true);
        }
        Element parent = page.body().appendElement(parent(html));
        Parser.parseFragment(html, parent, "").forEach(parent::appendChild);
        return new HtmlPassage(parent, false);
    }

    @Override
    public List<String> texts() {
        return runs.stream().map(InlineRun::text).toList();
    }

    @Override
    public String with(List<Translated> translations) {
        for (int i = 0; i < translations.size(); i++) {
            runs.get(i).replace(translations.get(i));
        }
        return isPage ? root.outerHtml() : root.html();
    }

    private static String parent(String html) {
        Matcher tag = FIRST_TAG.matcher(html);
        String first = tag.find() ? tag.group(1).toLowerCase(Locale.ROOT) : "";
        return PARENTS.getOrDefault(first, "div");
    }

    private void checkDepth() {
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (depth > DEEPEST) {
                        throw HttpError.invalid(
                                "the elements are nested more than %d deep, expected less"
                                        .formatted(DEEPEST));
                    }
                },
                root);
    }

    /** Finds the runs below an element that is not within one. */
    private void gather(Element block) {
        List<Node> run = new ArrayList<>();
        for (Node child : List.copyOf(block.childNodes())) {
            if (!Tags.isInline(child) || (!run.isEmpty() && isNext(run, child))) {
                close(run);
                run = new ArrayList<>();
            }
            if (Tags.isInline(child)) {
                run.add(child);
            } else if (child instanceof Element inner && !Tags.isKept(inner)) {
                gather(inner);
            }
        }
        close(run);
    }

    /** Elements without a space between them are not one sentence: the entries of a menu. */
    private static boolean isNext(List<Node> run, Node child) {
        return child instanceof Element && run.get(run.size() - 1) instanceof Element;
    }

    /** What has no text at either end stays where it is. */
    private void close(List<Node> nodes) {
        int start = 0;
        int end = nodes.size();
        while (start < end && !hasText(nodes.get(start))) {
            start++;
        }
        while (start < end && !hasText(nodes.get(end - 1))) {
            end--;
        }
        var run = new InlineRun(nodes.subList(start, end));
        if (run.text().codePoints().anyMatch(Character::isLetter)) {
            runs.add(run);
        }
    }

    private static boolean hasText(Node node) {
        return node instanceof TextNode text
                ? !text.isBlank()
                : node instanceof Element element && element.hasText();
    }
}
