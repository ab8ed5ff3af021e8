package dev.limelight.pipeline.cli.input;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.pipeline.document.Document;
import org.jspecify.annotations.Nullable;

/**
 * An input text of a command, and what the guard found in it.
 *
 * @param document as models may read it
 * @param alert null where nothing was found
 */
public record GuardedText(Document document, @Nullable GuardAlertRecord alert) {}
