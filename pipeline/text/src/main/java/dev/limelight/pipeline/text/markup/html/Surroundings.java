package dev.limelight.pipeline.text.markup.html;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Which elements stand around a page's text and are none of it: menus, notices, controls,
 * advertisements, credits. A browser shows them, so they are read and translated. Looks at one
 * element without those around it. Stateless.
 */
final class Surroundings {

    private static final Set<String> NAMES =
            Set.of(
                    "address",
                    "aside",
                    "button",
                    "dialog",
                    "figcaption",
                    "footer",
                    "label",
                    "legend",
                    "menu",
                    "nav",
                    "search",
                    "select",
                    "output",
                    "progress",
                    "meter");

    private static final Set<String> ROLES =
            Set.of(
                    "alert",
                    "alertdialog",
                    "banner",
                    "button",
                    "complementary",
                    "contentinfo",
                    "dialog",
                    "menu",
                    "menubar",
                    "menuitem",
                    "navigation",
                    "search",
                    "status",
                    "tab",
                    "tablist",
                    "toolbar",
                    "tooltip");

    /** Words of classes and ids, as themes and content systems use them. */
    private static final Set<String> WORDS =
            Set.of(
                    "ad",
                    "ads",
                    "advert",
                    "advertisement",
                    "anzeige",
                    "badge",
                    "badges",
                    "banner",
                    "breadcrumb",
                    "breadcrumbs",
                    "byline",
                    "consent",
                    "cookie",
                    "cookies",
                    "credit",
                    "credits",
                    "dateline",
                    "disclaimer",
                    "gdpr",
                    "menu",
                    "nav",
                    "navbar",
                    "navigation",
                    "newsletter",
                    "pagination",
                    "paywall",
                    "popup",
                    "promo",
                    "promotion",
                    "related",
                    "share",
                    "sharing",
                    "sidebar",
                    "skip",
                    "skiplink",
                    "social",
                    "sponsor",
                    "sponsored",
                    "subscribe",
                    "toolbar",
                    "tooltip",
                    "widget");

    /** Classes that put an element out of sight. */
    private static final Set<String> UNSEEN =
            Set.of(
                    "d-none",
                    "hidden",
                    "is-hidden",
                    "screen-reader-only",
                    "screen-reader-text",
                    "sr-only",
                    "u-hidden",
                    "visually-hidden",
                    "visuallyhidden");

    private static final int MOST_WORDS = 4;

    private Surroundings() {}

    /** Whether an element is such. */
    static boolean isOne(Element element) {
        return NAMES.contains(element.normalName())
                || isPageHeader(element)
                || ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || element.attr("aria-modal").equalsIgnoreCase("true")
                || (isNamed(element) && !isWhole(element))
                || element.classNames().stream().anyMatch(UNSEEN::contains);
    }

    /** Whether all text of a block is in links, and none in between: the entries of a menu. */
    static boolean isLinks(List<Node> nodes) {
        boolean any = false;
        for (Node node : nodes) {
            boolean link = node instanceof Element element && element.normalName().equals("a");
            if (!link && !(node instanceof TextNode text && text.isBlank())) {
                return false;
            }
            any |= link;
        }
        return any;
    }

    /** What holds a page's main part, whatever its class says. */
    private static boolean isWhole(Element element) {
        return element.selectFirst("h1, main, body") != null;
    }

    private static boolean isNamed(Element element) {
        return isNamed(element.className()) || isNamed(element.id());
    }

    private static boolean isPageHeader(Element element) {
        return element.normalName().equals("header") && element.selectFirst("h1, h2, p") == null;
    }

    /** {@code cookie-consent}, {@code ad_box}; not a theme's list of what a page is made of. */
    private static boolean isNamed(String names) {
        if (names.isBlank()) {
            return false;
        }
        for (String name : names.toLowerCase(Locale.ROOT).split("[ \t\r\n\f]", -1)) {
            String[] words = name.split("[-_]", -1);
            boolean found = WORDS.contains(words[0]) || WORDS.contains(words[words.length - 1]);
            if (words.length <= MOST_WORDS && found) {
                return true;
            }
        }
        return false;
    }
}
