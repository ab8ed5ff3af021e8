package dev.limelight.connectors.record;

/**
 * A segment of a translation with another text.
 *
 * @param index which one, from 0
 * @param text its whole new text
 */
public record EditedSegment(int index, String text) {}
