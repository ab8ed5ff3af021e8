package dev.limelight.pipeline.inference;

import dev.limelight.connectors.record.DeadLetterCategory;

/**
 * Why a chunk could not be read.
 *
 * @param category for counting
 * @param error for people: the bad value and what was expected
 */
public record Failure(DeadLetterCategory category, String error) {}
