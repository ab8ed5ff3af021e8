package dev.limelight.connectors.codec;

/**
 * Makes foreign values safe for an error message: shortens them, and escapes everything that could
 * disturb a terminal or a log (control, format and bidirectional characters, white space other than
 * the plain blank, lone surrogates).
 */
public final class Quoted {
    /** How many code points of a value are shown. */
    public static final int SHOWN = 80;

    private Quoted() {}

    /** The value in double quotes, its first {@value #SHOWN} code points at most. */
    public static String of(String value) {
        StringBuilder out = new StringBuilder().append('"');
        int end = appendEscaped(out, value, SHOWN);
        out.append('"');
        if (end < value.length()) {
            out.append("... (").append(Unicode.length(value)).append(" characters)");
        }
        return out.toString();
    }

    /** The whole value without quotes, escaped: for messages that others wrote. */
    public static String escape(String value) {
        StringBuilder out = new StringBuilder();
        appendEscaped(out, value, Integer.MAX_VALUE);
        return out.toString();
    }

    /** A code point as people write it: {@code U+00A0}. */
    public static String codePoint(int codePoint) {
        return String.format("U+%04X", codePoint);
    }

    private static int appendEscaped(StringBuilder out, String value, int limit) {
        int index = 0;
        for (int shown = 0; index < value.length() && shown < limit; shown++) {
            int codePoint = value.codePointAt(index);
            append(out, codePoint);
            index += Character.charCount(codePoint);
        }
        return index;
    }

    private static void append(StringBuilder out, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            out.append('\\').appendCodePoint(codePoint);
        } else if (isPlain(codePoint)) {
            out.appendCodePoint(codePoint);
        } else {
            for (char unit : Character.toChars(codePoint)) {
                out.append(String.format("\\u%04x", (int) unit));
            }
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
