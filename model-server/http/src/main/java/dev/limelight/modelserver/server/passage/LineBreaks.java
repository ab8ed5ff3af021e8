package dev.limelight.modelserver.server.passage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks a translation into as many lines as its source has, in about the same proportions. Linear.
 */
final class LineBreaks {

    /** What would begin a list, a heading, a quote or a table at the start of a line. */
    private static final Pattern UNFIT = Pattern.compile("[-+*#>=|~`:]|\\d{1,9}[.)]");

    /** What stays whole. */
    private static final String KEPT = "<code";

    private static final String KEPT_END = "</code>";

    private final List<Integer> spaces;
    private int next;

    private LineBreaks(String html) {
        this.spaces = spaces(html);
    }

    /**
     * Puts the breaks in place of spaces outside of tags. A translation with fewer spaces than
     * there are breaks has fewer lines.
     *
     * @param html a translation in one line
     * @param ends where each line of the source but the last ends, as a share of the whole
     * @param breaks what stands there, one for each of {@code ends}
     */
    static String in(String html, List<Double> ends, List<String> breaks) {
        var lines = new LineBreaks(html);
        var broken = new StringBuilder();
        int reached = 0;
        for (int i = 0; i < breaks.size(); i++) {
            int space = lines.nearest(ends.get(i) * html.length());
            if (space >= 0) {
                broken.append(html, reached, space).append(breaks.get(i));
                reached = space + 1;
            }
        }
        return broken.append(html, reached, html.length()).toString();
    }

    /** The space that is nearest to a place, of those not yet taken; -1 for none. */
    private int nearest(double place) {
        while (next + 1 < spaces.size()
                && Math.abs(spaces.get(next + 1) - place) <= Math.abs(spaces.get(next) - place)) {
            next++;
        }
        return next < spaces.size() ? spaces.get(next++) : -1;
    }

    private static List<Integer> spaces(String html) {
        List<Integer> spaces = new ArrayList<>();
        boolean inTag = false;
        for (int i = 0; i < html.length() - 1; i++) {
            char unit = html.charAt(i);
            i = html.startsWith(KEPT, i) ? Math.max(i, html.indexOf(KEPT_END, i)) : i;
            inTag = unit == '<' || (inTag && unit != '>');
            if (i > 0 && unit == ' ' && !inTag && isFit(html, i + 1)) {
                spaces.add(i);
            }
        }
        return spaces;
    }

    private static boolean isFit(String html, int at) {
        return html.charAt(at) != ' ' && !UNFIT.matcher(html).region(at, html.length()).lookingAt();
    }
}
