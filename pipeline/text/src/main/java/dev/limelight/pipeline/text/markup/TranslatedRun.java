package dev.limelight.pipeline.text.markup;

/**
 * A translated run, its marks put back. Positions count UTF-16 units.
 *
 * @param text it, to stand where the run stood
 * @param starts where in {@code text} each unit of the translation begins; ascending
 * @param ends one past the last, likewise; what a mark that stays whole took the place of has the
 *     place of that mark
 */
public record TranslatedRun(String text, int[] starts, int[] ends) {

    /** Where the part of the translation from a unit on begins. */
    public int from(int unit) {
        return unit < starts.length ? starts[unit] : text.length();
    }

    /** Where the part of the translation before a unit ends. */
    public int upTo(int unit) {
        return unit == 0 ? 0 : unit > ends.length ? text.length() : ends[unit - 1];
    }
}
