package dev.limelight.pipeline.text.layout;

/**
 * One line of a text, without its line break.
 *
 * @param start first UTF-16 unit
 * @param end one past the last, trailing white space left out; {@code start} of a blank line
 * @param content first unit behind the indent and the quote marks
 * @param indent columns of white space between the quote marks, or the line's start, and content
 * @param quotes how many {@code >} it begins with
 */
record TextLine(int start, int end, int content, int indent, int quotes) {

    boolean blank() {
        return content >= end;
    }

    int length() {
        return end - content;
    }
}
