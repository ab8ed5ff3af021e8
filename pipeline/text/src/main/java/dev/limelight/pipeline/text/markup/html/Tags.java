package dev.limelight.pipeline.text.markup.html;

import dev.limelight.pipeline.text.markup.Role;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** What elements are to a translator. */
final class Tags {

    /**
     * Those that end a sentence: what a browser's default style sheet shows as a block, a list item
     * or a part of a table (HTML standard, section Rendering), and line breaks, controls and their
     * labels.
     */
    private static final Set<String> ENDS =
            Set.of(
                    ("html address article aside blockquote body br button caption center col"
                                    + " colgroup dd details dialog dir div dl dt fieldset figcaption figure"
                                    + " footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr input"
                                    + " label legend li listing main marquee menu meter nav ol optgroup"
                                    + " option p plaintext pre progress search section select summary table"
                                    + " tbody td textarea tfoot th thead title tr ul xmp")
                            .split(" "));

    /** Those whose text is read but is no prose. */
    private static final Set<String> AS_IS =
            Set.of("code", "kbd", "pre", "samp", "time", "tt", "var");

    /** Those that have no text to read. */
    private static final Set<String> SILENT =
            Set.of(
                    "applet",
                    "area",
                    "audio",
                    "canvas",
                    "embed",
                    "iframe",
                    "map",
                    "math",
                    "noembed",
                    "noframes",
                    "noscript",
                    "object",
                    "plaintext",
                    "script",
                    "style",
                    "svg",
                    "template",
                    "textarea",
                    "video",
                    "xmp");

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "title");

    private static final Set<String> ITEMS =
            Set.of("li", "dt", "dd", "td", "th", "caption", "option");

    private Tags() {}

    /** Whether it stays as it is where nothing around it does. */
    static boolean isKept(Element element) {
        return isKept(element, false);
    }

    /**
     * Whether its text stays as it is.
     *
     * @param around whether that of the element around it does
     */
    static boolean isKept(Element element, boolean around) {
        if (isSilent(element)) {
            return true;
        }
        if (element.hasAttr("translate")) {
            String value = element.attr("translate").toLowerCase(Locale.ROOT);
            if (value.equals("no") || value.equals("yes") || value.isEmpty()) {
                return value.equals("no");
            }
        }
        return around || AS_IS.contains(element.normalName()) || element.hasClass("notranslate");
    }

    /** Whether something in a kept node is to be translated nevertheless. */
    static boolean frees(Node node) {
        return node instanceof Element element
                && !isSilent(element)
                && element.stream().anyMatch(inner -> !isKept(inner, true));
    }

    /** Whether what is in it is no text. */
    static boolean isSilent(Element element) {
        return SILENT.contains(element.normalName()) || Hidden.is(element);
    }

    /** Whether it is text; the parser calls a CDATA section text, browsers call it a comment. */
    static boolean isText(Node node) {
        return node instanceof TextNode && !(node instanceof CDataNode);
    }

    /** Whether it stands in a sentence, with all that is in it. */
    static boolean isInline(Node node) {
        return !(node instanceof Element element) || element.stream().noneMatch(Tags::ends);
    }

    /** What text in an element is, if it would be {@code around} without it. */
    static Role role(Element element, Role around) {
        String name = element.normalName();
        if (around == Role.FRAME || Surroundings.isOne(element)) {
            return Role.FRAME;
        }
        if (HEADINGS.contains(name)) {
            return Role.HEADING;
        }
        if (ITEMS.contains(name)) {
            return Role.ITEM;
        }
        return name.equals("p") ? Role.TEXT : around;
    }

    private static boolean ends(Element element) {
        boolean hidden = element.attr("type").equalsIgnoreCase("hidden");
        return ENDS.contains(element.normalName()) && !hidden;
    }
}
