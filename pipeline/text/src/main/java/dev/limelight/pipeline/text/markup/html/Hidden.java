package dev.limelight.pipeline.text.markup.html;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Which elements a browser does not show, as far as their own tags say it; rules of style sheets
 * and scripts are not read. Looks at one element without those around it. Stateless.
 */
final class Hidden {

    /** Those that never show. */
    private static final Set<String> NEVER = Set.of("datalist", "rp");

    private static final Set<String> STYLES =
            Set.of(
                    "display:none",
                    "visibility:hidden",
                    "visibility:collapse",
                    "content-visibility:hidden");

    private Hidden() {}

    /** Whether a browser shows nothing of an element, nor of what is in it. */
    static boolean is(Element element) {
        String name = element.normalName();
        return NEVER.contains(name)
                || element.hasAttr("hidden")
                || (name.equals("dialog") && !element.hasAttr("open"))
                || (element.hasAttr("style") && isStyled(element.attr("style")));
    }

    /** The last of several declarations counts, but an important one before it. */
    private static boolean isStyled(String style) {
        for (String declaration : style.toLowerCase(Locale.ROOT).split(";", -1)) {
            String plain = squeezed(declaration);
            if (STYLES.contains(plain.replace("!important", ""))) {
                return true;
            }
        }
        return false;
    }

    private static String squeezed(String declaration) {
        var out = new StringBuilder(declaration.length());
        declaration
                .chars()
                .filter(unit -> !WhiteSpace.isSpace((char) unit))
                .forEach(unit -> out.append((char) unit));
        return out.toString();
    }
}
