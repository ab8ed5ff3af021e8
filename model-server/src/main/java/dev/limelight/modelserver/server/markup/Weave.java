package dev.limelight.modelserver.server.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Writes text into copies of marks, which open and close as the text needs them. */
final class Weave {

    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Set<Mark> written = new HashSet<>();

    private record Open(Mark mark, Element copy) {}

    /** What was written. */
    List<Node> nodes() {
        return nodes;
    }

    /** Writes text of a mark, null for none; a mark that stays whole is written once. */
    void text(@Nullable Mark owner, String text) {
        if (owner != null && owner.isWhole()) {
            mark(owner);
        } else if (!text.isEmpty()) {
            enter(owner);
            append(new TextNode(text));
        }
    }

    /** Writes a mark unless it is there already: whole, or without its text. */
    void mark(Mark mark) {
        if (!written.add(mark)) {
            return;
        }
        enter(mark.parent());
        append(mark.isWhole() ? mark.node().clone() : mark.node().shallowClone());
    }

    private void enter(@Nullable Mark owner) {
        Deque<Mark> path = Mark.path(owner);
        while (!open.isEmpty() && !path.contains(open.getLast().mark())) {
            open.removeLast();
        }
        for (Mark mark : path) {
            if (open.stream().noneMatch(each -> each.mark() == mark)) {
                open(mark);
            }
        }
    }

    private void open(Mark mark) {
        Element copy = (Element) mark.node().shallowClone();
        append(copy);
        open.addLast(new Open(mark, copy));
        written.add(mark);
    }

    private void append(Node node) {
        if (open.isEmpty()) {
            nodes.add(node);
        } else {
            open.getLast().copy().appendChild(node);
        }
    }
}
