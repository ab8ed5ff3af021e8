package dev.limelight.pipeline.text.markup;

/**
 * Words of a text and words of its translation that stand for them. Positions count UTF-16 units.
 *
 * @param sourceStart first unit in the text
 * @param sourceEnd one past its last
 * @param targetStart first unit in the translation
 * @param targetEnd one past its last
 * @param weight 0 to 1; of several pairs the heavier counts
 */
public record WordPair(
        int sourceStart, int sourceEnd, int targetStart, int targetEnd, double weight) {}
