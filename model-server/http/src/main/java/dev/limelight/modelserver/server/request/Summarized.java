package dev.limelight.modelserver.server.request;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import org.jspecify.annotations.Nullable;

/**
 * A summary as the two records of the topics.
 *
 * @param summary the summary
 * @param salience where the model looked
 * @param guard what the guard found, or that it found nothing; null where it did not look
 */
public record Summarized(
        SummaryRecord summary, SalienceRecord salience, @Nullable GuardAlertRecord guard) {}
