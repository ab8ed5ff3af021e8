package dev.limelight.pipeline.text.markup.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An inline element, or whatever is no text, and the stretch of the run's text that it is on. */
final class InlineTag {

    private final @Nullable InlineTag parent;
    private final String opening;
    private final String closing;
    private final boolean whole;
    private final int start;
    private final int rawStart;
    private int end;
    private int rawEnd;

    /**
     * Begins one.
     *
     * @param parent the element that it is in; null for none
     * @param opening its start tag; all of it where it stays whole
     * @param closing its end tag; empty where it has none
     * @param whole whether it stays as it is, with all that is in it
     * @param start where in the run's text
     * @param rawStart where in the text with all white space
     */
    InlineTag(
            @Nullable InlineTag parent,
            String opening,
            String closing,
            boolean whole,
            int start,
            int rawStart) {
        this.parent = parent;
        this.opening = opening;
        this.closing = closing;
        this.whole = whole;
        this.start = start;
        this.rawStart = rawStart;
    }

    void endAt(int position, int rawPosition) {
        end = position;
        rawEnd = rawPosition;
    }

    int rawStart() {
        return rawStart;
    }

    int rawEnd() {
        return rawEnd;
    }

    /** Whether it has no text. */
    boolean isEmpty() {
        return start == end;
    }

    @Nullable InlineTag parent() {
        return parent;
    }

    String opening() {
        return opening;
    }

    String closing() {
        return closing;
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
    static List<InlineTag> path(@Nullable InlineTag innermost) {
        List<InlineTag> path = new ArrayList<>();
        for (InlineTag mark = innermost; mark != null; mark = mark.parent) {
            path.add(mark);
        }
        Collections.reverse(path);
        return path;
    }

    /** The innermost mark that is around both; null for none. */
    static @Nullable InlineTag common(@Nullable InlineTag one, @Nullable InlineTag other) {
        if (one == other) {
            return one;
        }
        List<InlineTag> path = path(one);
        List<InlineTag> otherPath = path(other);
        int shared = 0;
        while (shared < Math.min(path.size(), otherPath.size())
                && path.get(shared) == otherPath.get(shared)) {
            shared++;
        }
        return shared == 0 ? null : path.get(shared - 1);
    }
}
