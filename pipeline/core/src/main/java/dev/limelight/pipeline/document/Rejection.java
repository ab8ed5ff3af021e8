package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a document, or one of its tasks, is not accepted. Becomes one dead letter.
 *
 * @param task the task that it stands for; null for the document with all its tasks
 * @param failure why
 */
public record Rejection(@Nullable String task, Failure failure) {}
