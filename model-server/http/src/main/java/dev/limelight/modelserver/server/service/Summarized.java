package dev.limelight.modelserver.server.service;

import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;

/**
 * A summary as the two records of the topics.
 *
 * @param summary the summary
 * @param salience where the model looked
 */
public record Summarized(SummaryRecord summary, SalienceRecord salience) {}
