package dev.limelight.pipeline.cli.generate;

/**
 * The output of {@code generate} for a line of input that failed.
 *
 * @param error what was wrong and what was expected
 */
public record FailedLine(String error) {}
