package dev.limelight.pipeline.document.layout;

/** Recognises rows of tables: bars, tabs, or columns with wide gaps. Stateless. */
final class Columns {

    private static final int WIDE_GAP = 3;

    private Columns() {}

    static boolean isRow(String text, TextLine line) {
        if (text.charAt(line.content()) == '|') {
            return line.length() > 1 && text.charAt(line.end() - 1) == '|';
        }
        return gaps(text, line) >= 2;
    }

    private static int gaps(String text, TextLine line) {
        int gaps = 0;
        int run = 0;
        for (int i = line.content(); i < line.end(); i++) {
            char unit = text.charAt(i);
            if (unit == '\t') {
                run = WIDE_GAP;
            } else if (unit == ' ') {
                run++;
            } else {
                gaps += run >= WIDE_GAP || (run == 2 && !endsSentence(text, i - 3)) ? 1 : 0;
                run = 0;
            }
        }
        return gaps;
    }

    private static boolean endsSentence(String text, int at) {
        return at >= 0 && ".!?:\"”’)»".indexOf(text.charAt(at)) >= 0;
    }
}
