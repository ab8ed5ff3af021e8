package dev.limelight.modelserver.server.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** An inline element, or whatever is no text, and the stretch of the run's text that it is on. */
final class Mark {

    private final @Nullable Mark parent;
    private final Node node;
    private final boolean whole;
    private final int start;
    private int end;

    /**
     * Begins one.
     *
     * @param parent the element that it is in; null for none
     * @param whole whether it stays as it is, with all that is in it
     */
    Mark(@Nullable Mark parent, Node node, boolean whole, int start) {
        this.parent = parent;
        this.node = node;
        this.whole = whole;
        this.start = start;
    }

    void endAt(int position) {
        end = position;
    }

    @Nullable Mark parent() {
        return parent;
    }

    Node node() {
        return node;
    }

    boolean isWhole() {
        return whole;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The marks around a place, the outermost first. */
    static Deque<Mark> path(@Nullable Mark innermost) {
        Deque<Mark> path = new ArrayDeque<>();
        for (Mark mark = innermost; mark != null; mark = mark.parent) {
            path.addFirst(mark);
        }
        return path;
    }

    /** The innermost mark that is around both; null for none. */
    static @Nullable Mark common(@Nullable Mark one, @Nullable Mark other) {
        Deque<Mark> path = path(one);
        for (Mark mark = other; mark != null; mark = mark.parent) {
            if (path.contains(mark)) {
                return mark;
            }
        }
        return null;
    }
}
