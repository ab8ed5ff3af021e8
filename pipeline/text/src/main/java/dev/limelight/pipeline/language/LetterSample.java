package dev.limelight.pipeline.language;

/** The letters of up to eight windows spread over a text, with one space between words. */
final class LetterSample {

    private static final int WINDOWS = 8;
    private static final int WINDOW_CHARS = 500;

    private LetterSample() {}

    static String of(String text) {
        StringBuilder sample = new StringBuilder();
        if (text.length() <= WINDOWS * WINDOW_CHARS) {
            append(sample, text, 0, text.length());
        } else {
            for (int i = 0; i < WINDOWS; i++) {
                int start = (int) ((long) (text.length() - WINDOW_CHARS) * i / (WINDOWS - 1));
                append(sample, text, start, start + WINDOW_CHARS);
            }
        }
        return sample.toString();
    }

    private static void append(StringBuilder sample, String text, int start, int end) {
        boolean gap = !sample.isEmpty();
        int codePoint;
        for (int i = start; i < end; i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (isWordPart(codePoint)) {
                if (gap) {
                    sample.append(' ');
                }
                sample.appendCodePoint(codePoint);
            }
            gap = !isWordPart(codePoint) && !sample.isEmpty();
        }
    }

    private static boolean isWordPart(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetter(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
