package dev.limelight.modelserver.markup;

import java.util.Set;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** What elements are to a translator. */
final class Tags {

    /** Those that end a sentence though they are inline to a browser. */
    private static final Set<String> ENDS =
            Set.of("br", "hr", "option", "optgroup", "select", "button", "td", "th", "dt", "dd");

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

    /** Whether it stays as it is, with all that is in it. */
    static boolean isKept(Element element) {
        return AS_IS.contains(element.normalName())
                || isSilent(element)
                || element.attr("translate").equalsIgnoreCase("no")
                || element.hasClass("notranslate");
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
        return element.isBlock() || ENDS.contains(element.normalName());
    }
}
