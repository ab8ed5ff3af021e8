package dev.limelight.modelserver.server.work;

/**
 * A translation.
 *
 * @param text the whole translation, with the source's paragraph breaks
 * @param record JSON of the translation record that the topics carry
 */
public record Translated(String text, String record) {}
