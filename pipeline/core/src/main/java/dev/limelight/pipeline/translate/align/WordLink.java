package dev.limelight.pipeline.translate.align;

/**
 * A word of the translation and a word of the source.
 *
 * @param source index of the source word
 * @param target index of the target word
 * @param weight the share of the target word's attention that is on the source word, in (0, 1]
 */
public record WordLink(int source, int target, double weight) {}
