package dev.limelight.modelserver.server.markup;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** What elements are to a translator. */
final class Tags {

    /** Those that end a sentence though they are inline to a browser. */
    private static final Set<String> ENDS =
            Set.of("br", "hr", "option", "optgroup", "select", "button", "td", "th", "dt", "dd");

    /** Those whose content is no prose. */
    private static final Set<String> KEPT =
            Set.of(
                    "applet",
                    "area",
                    "audio",
                    "canvas",
                    "code",
                    "embed",
                    "iframe",
                    "kbd",
                    "map",
                    "math",
                    "noscript",
                    "object",
                    "pre",
                    "samp",
                    "script",
                    "style",
                    "svg",
                    "template",
                    "textarea",
                    "time",
                    "tt",
                    "var",
                    "video");

    private Tags() {}

    /** Whether it stays as it is, with all that is in it. */
    static boolean isKept(Element element) {
        return KEPT.contains(element.normalName())
                || element.attr("translate").equalsIgnoreCase("no")
                || element.hasClass("notranslate");
    }

    /** Whether it stands in a sentence, with all that is in it. */
    static boolean isInline(Node node) {
        return !(node instanceof Element element) || element.stream().noneMatch(Tags::ends);
    }

    private static boolean ends(Element element) {
        return element.isBlock() || ENDS.contains(element.normalName());
    }
}
