package dev.limelight.pipeline.cli.generate;

/**
 * What is printed for a line that could not be answered.
 *
 * @param error what was wrong and what was expected
 */
public record FailedLine(String error) {}
