package dev.limelight.pipeline.text.markup.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final List<Double> ends = new ArrayList<>();
    private final List<String> breaks = new ArrayList<>();

    /**
     * Adds one behind those that are there.
     *
     * @param end where the line ends in the source, as a share of the whole
     * @param lineBreak what stands there
     */
    void add(double end, String lineBreak) {
        ends.add(end);
        breaks.add(lineBreak);
    }

    /**
     * The places of the breaks, all in place of spaces outside of tags. A translation with fewer
     * spaces than there are breaks has fewer lines.
     *
     * @param html a translation in one line
     */
    Map<Integer, String> in(String html) {
        List<Integer> spaces = breaks.isEmpty() ? List.of() : spaces(html);
        Map<Integer, String> places = new HashMap<>();
        int next = 0;
        for (int i = 0; i < breaks.size() && next < spaces.size(); i++) {
            next = nearest(spaces, next, ends.get(i) * html.length());
            places.put(spaces.get(next++), breaks.get(i));
        }
        return places;
    }

    /** The space that is nearest to a place, of those from {@code first} on. */
    private static int nearest(List<Integer> spaces, int first, double place) {
        int next = first;
        while (next + 1 < spaces.size()
                && Math.abs(spaces.get(next + 1) - place) <= Math.abs(spaces.get(next) - place)) {
            next++;
        }
        return next;
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
