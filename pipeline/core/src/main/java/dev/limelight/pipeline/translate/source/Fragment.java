package dev.limelight.pipeline.translate.source;

/**
 * A part of a sentence that is translated in one request, or copied.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 * @param copied whether it stands in the translation as it is
 */
public record Fragment(int start, int end, boolean copied) {}
