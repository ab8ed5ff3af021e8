package dev.limelight.pipeline.text.markup.html;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;

/**
 * Where nodes stand in the source. A parser moves and copies elements where tags are missing or
 * cross each other; such an element stands where what is in it stands. Stateless.
 */
final class NodePositions {

    /** What is not known. */
    static final int NOWHERE = -1;

    /** Elements that go on, as copies, where their tags cross others. */
    private static final Set<String> COPIED =
            Set.of(
                    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike",
                    "strong", "tt", "u");

    private NodePositions() {}

    /** Where a node begins, its start tag included. */
    static int start(Node node) {
        if (!(node instanceof Element element) || hasTag(element)) {
            return node.sourceRange().isTracked() ? node.sourceRange().startPos() : NOWHERE;
        }
        return element.childNodeSize() > 0 ? start(element.childNode(0)) : NOWHERE;
    }

    /** One past its end, its end tag included if that is right behind what is in it. */
    static int end(Node node) {
        Range own = node.sourceRange();
        if (!(node instanceof Element element)) {
            return own.isTracked() ? own.endPos() : NOWHERE;
        }
        int inner = inner(element);
        Range tag = element.endSourceRange();
        if (!tag.isTracked() || tag.isImplicit()) {
            return inner;
        }
        // Of an element of raw text, a title for instance, the parser takes the end tag for all of
        // it.
        boolean behind =
                tag.startPos() == inner
                        || (tag.startPos() == own.startPos() && tag.endPos() >= inner);
        boolean verbatim = Tags.isKept(element) && !COPIED.contains(element.normalName());
        return behind || (verbatim && tag.startPos() > inner) ? tag.endPos() : inner;
    }

    /** Whether its start tag is in the source. */
    static boolean hasTag(Element element) {
        Range own = element.sourceRange();
        return own.isTracked() && !own.isImplicit();
    }

    /** Whether its end tag is in the source, right behind what is in it. */
    static boolean isClosed(Element element) {
        return end(element) > inner(element);
    }

    private static int inner(Element element) {
        int last = element.childNodeSize() - 1;
        if (last >= 0) {
            return end(element.childNode(last));
        }
        return hasTag(element) ? element.sourceRange().endPos() : NOWHERE;
    }
}
