package dev.limelight.pipeline.sink;

/**
 * Converts positions in UTF-16 units, as in Java, into Unicode code points, as in records. Not
 * thread-safe. Ascending positions cost one pass over the text.
 */
public final class CodePoints {

    private final String text;
    private int lastUnit;
    private int lastPoint;

    /** Of a text. */
    public CodePoints(String text) {
        this.text = text;
    }

    /**
     * The number of code points before a position.
     *
     * @param unit the position, between two code points, {@code 0 <= unit <= text.length()}
     */
    public int at(int unit) {
        lastPoint +=
                unit >= lastUnit
                        ? text.codePointCount(lastUnit, unit)
                        : -text.codePointCount(unit, lastUnit);
        lastUnit = unit;
        return lastPoint;
    }
}
