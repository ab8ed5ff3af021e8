package dev.limelight.modelserver.markup;

/**
 * A translated run with its inline elements. Positions count UTF-16 units.
 *
 * @param html it, to stand where the run stood
 * @param starts where in {@code html} each unit of the translation begins; ascending
 * @param ends one past the last, likewise; what an element that stays whole took the place of has
 *     the place of that element
 */
public record Woven(String html, int[] starts, int[] ends) {

    /** Where the part of the translation from a unit on begins. */
    public int from(int unit) {
        return unit < starts.length ? starts[unit] : html.length();
    }

    /** Where the part of the translation before a unit ends. */
    public int upTo(int unit) {
        return unit == 0 ? 0 : unit > ends.length ? html.length() : ends[unit - 1];
    }
}
