package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.DeadLetterCategory;
import org.jspecify.annotations.Nullable;

/**
 * Why a document, or one task of it, gets no result. Becomes one dead letter.
 *
 * @param task the task that it stands for; null for the document with all its tasks
 * @param stage the stage that gave up
 * @param category why, for counting
 * @param error why, for people: the bad value and what was expected
 */
public record Rejection(
        @Nullable String task, String stage, DeadLetterCategory category, String error) {}
