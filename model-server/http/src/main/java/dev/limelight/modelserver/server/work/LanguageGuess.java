package dev.limelight.modelserver.server.work;

/**
 * A detected language with its confidence.
 *
 * @param language BCP 47
 * @param confidence 0 to 1
 */
public record LanguageGuess(String language, double confidence) {}
