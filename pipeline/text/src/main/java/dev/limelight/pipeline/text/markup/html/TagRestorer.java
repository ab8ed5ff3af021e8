package dev.limelight.pipeline.text.markup.html;

import dev.limelight.pipeline.text.markup.TranslatedRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a translation into marks, which open and close as the text needs them. */
final class TagRestorer {

    private final StringBuilder html = new StringBuilder();
    private final List<InlineTag> open = new ArrayList<>();
    private final Set<InlineTag> written = new HashSet<>();
    private final int[] starts;
    private final int[] ends;
    private int unit;
    private boolean spaced;
    private boolean owed;

    /**
     * Begins one.
     *
     * @param length units of the translation
     */
    TagRestorer(int length) {
        this.starts = new int[length];
        this.ends = new int[length];
    }

    /** White space around the translation. */
    void space(String space) {
        enter(null);
        html.append(space);
        spaced |= !space.isEmpty();
    }

    /** Writes the next stretch, of a mark, null for none; a mark that stays whole once. */
    void text(@Nullable InlineTag owner, String text) {
        space(!WhiteSpace.isSpace(text.charAt(0)));
        if (owner != null && owner.isWhole()) {
            int start = mark(owner);
            Arrays.fill(starts, unit, unit + text.length(), start);
            Arrays.fill(ends, unit, unit + text.length(), html.length());
            unit += text.length();
            spaced = false;
            return;
        }
        enter(owner);
        for (int i = 0; i < text.length(); i++) {
            starts[unit] = html.length();
            html.append(escaped(text.charAt(i)));
            ends[unit++] = html.length();
        }
        spaced = WhiteSpace.isSpace(text.charAt(text.length() - 1));
    }

    /** Writes the space that is owed, if it is wanted here. */
    private void space(boolean wanted) {
        if (owed && wanted && !spaced) {
            html.append(' ');
            spaced = true;
        }
        owed = false;
    }

    /**
     * Writes a mark without text, unless it is there already, with the white space that it has in
     * the source.
     *
     * @param before whether there is some before it
     * @param behind whether there is some behind it
     */
    void mark(InlineTag mark, boolean before, boolean behind) {
        if (written.contains(mark)) {
            return;
        }
        owed |= before && html.length() > 0;
        space(true);
        mark(mark);
        spaced = false;
        owed = behind;
    }

    /**
     * Writes a mark unless it is there already: whole, or without its text.
     *
     * @return where it begins; the end of all where it is there already
     */
    int mark(InlineTag mark) {
        if (!written.add(mark)) {
            return html.length();
        }
        enter(mark.parent());
        int start = html.length();
        html.append(mark.opening()).append(mark.closing());
        return start;
    }

    /** What was written. */
    TranslatedRun marked() {
        enter(null);
        return new TranslatedRun(html.toString(), starts, ends);
    }

    private void enter(@Nullable InlineTag owner) {
        List<InlineTag> path = InlineTag.path(owner);
        int shared = 0;
        while (shared < Math.min(path.size(), open.size())
                && path.get(shared) == open.get(shared)) {
            shared++;
        }
        while (open.size() > shared) {
            html.append(open.remove(open.size() - 1).closing());
        }
        for (InlineTag mark : path.subList(shared, path.size())) {
            html.append(mark.opening());
            open.add(mark);
            written.add(mark);
        }
    }

    private static String escaped(char unit) {
        return switch (unit) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> String.valueOf(unit);
        };
    }
}
