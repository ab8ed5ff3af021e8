package dev.limelight.modelserver.server.service;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.pipeline.document.Document;
import org.jspecify.annotations.Nullable;

/**
 * The text of a request.
 *
 * @param document as models may read it
 * @param guard what the guard found, or that it found nothing; null where it did not look
 */
record RequestText(Document document, @Nullable GuardAlertRecord guard) {}
