package dev.limelight.pipeline.text.markup.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Finds where in the source the units of a text node stand: one may be a reference of many. */
final class SourceOffsets {

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);?");

    private final String source;
    private final String text;
    private final int[] starts;
    private final int[] ends;
    private int at;
    private int unit;

    private SourceOffsets(String source, int from, String text) {
        this.source = source;
        this.text = text;
        this.at = from;
        this.starts = new int[text.length()];
        this.ends = new int[text.length()];
    }

    /**
     * The places of a text that stands in {@code [from, to)} of a source.
     *
     * @return null where it does not
     */
    static @Nullable SourceOffsets of(String source, int from, int to, String text) {
        var origins = new SourceOffsets(source, from, text);
        boolean literal = to - from == text.length() && source.startsWith(text, from);
        while (literal && origins.unit < text.length()) {
            origins.put(1, origins.at + 1);
        }
        while (!literal && origins.at < to) {
            if (!origins.step(to)) {
                return null;
            }
        }
        return origins.unit == text.length() ? origins : null;
    }

    int start(int unit) {
        return starts[unit];
    }

    int end(int unit) {
        return ends[unit];
    }

    private boolean step(int to) {
        if (source.charAt(at) == '&' && reference(to)) {
            return true;
        }
        boolean equal = unit < text.length() && source.charAt(at) == text.charAt(unit);
        if (equal) {
            put(1, at + 1);
        } else if (source.charAt(at) == 0) {
            at++;
            return true;
        }
        return equal;
    }

    private boolean reference(int to) {
        Matcher matcher = REFERENCE.matcher(source).region(at, to);
        if (!matcher.lookingAt()) {
            return false;
        }
        String plain = Parser.unescapeEntities(matcher.group(), false);
        if (plain.equals(matcher.group()) || !text.startsWith(plain, unit)) {
            return false;
        }
        put(plain.length(), matcher.end());
        return true;
    }

    private void put(int units, int end) {
        for (int i = 0; i < units; i++) {
            starts[unit] = at;
            ends[unit++] = end;
        }
        at = end;
    }
}
