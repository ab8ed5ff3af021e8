package dev.limelight.pipeline.translate.signals;

import dev.limelight.pipeline.text.Span;
import java.util.List;

/**
 * Looks in a translation for what had to stay as it is.
 *
 * @param broken whether something of it is not there, or the braces and backslashes beside it are
 *     not those of the source
 * @param source the source without it
 * @param target the translation without it
 */
public record KeptCheck(boolean broken, String source, String target) {

    private static final String SIGNS = "{}\\";

    /**
     * Checks a sentence.
     *
     * @param kept what stays of the source, in order
     */
    public static KeptCheck of(String source, List<Span> kept, String target) {
        var rest = new StringBuilder(target);
        var plain = new StringBuilder(source);
        boolean missing = false;
        int at = 0;
        for (Span span : kept) {
            String content = source.substring(span.start(), span.end());
            int found = missing ? -1 : find(rest, content, at);
            if (found >= 0) {
                at = found + content.length();
                blank(rest, found, at);
            }
            missing |= found < 0;
            blank(plain, span.start(), span.end());
        }
        boolean uneven = !signs(plain).equals(signs(rest));
        return new KeptCheck(missing || uneven, plain.toString(), rest.toString());
    }

    /** From a place on, where most is, else anywhere. */
    private static int find(StringBuilder text, String content, int from) {
        int found = text.indexOf(content, from);
        return found >= 0 ? found : text.indexOf(content);
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            text.setCharAt(i, ' ');
        }
    }

    private static List<Long> signs(StringBuilder text) {
        return SIGNS.chars()
                .mapToObj(sign -> text.chars().filter(unit -> unit == sign).count())
                .toList();
    }
}
