package dev.limelight.pipeline.text.markup.html;

/** HTML's white space. Stateless. */
final class WhiteSpace {

    private WhiteSpace() {}

    /** How many units of it a text begins with. */
    static int leading(CharSequence string) {
        int to = 0;
        while (to < string.length() && isSpace(string.charAt(to))) {
            to++;
        }
        return to;
    }

    /** How many units of it a text ends with. */
    static int trailing(CharSequence string) {
        int from = string.length();
        while (from > 0 && isSpace(string.charAt(from - 1))) {
            from--;
        }
        return string.length() - from;
    }

    /** Whether it is white space; a no-break space is none. */
    static boolean isSpace(char unit) {
        return unit == ' ' || unit == '\n' || unit == '\t' || unit == '\r' || unit == '\f';
    }
}
