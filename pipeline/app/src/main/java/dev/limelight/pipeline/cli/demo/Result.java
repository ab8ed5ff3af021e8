package dev.limelight.pipeline.cli.demo;

import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;

/** The result of one task of a document, its dead letter, or what the guard found in it. */
sealed interface Result {

    /** A summary, and the salience of its source. */
    record Summarized(SummaryRecord summary, SalienceRecord salience) implements Result {}

    /** A translation, and the salience of its source. */
    record Translated(TranslationRecord translation, SalienceRecord salience) implements Result {}

    /** What the guard found in a document; no answer to a task. */
    record Found(GuardAlertRecord alert) implements Result {}

    /** Why there is neither. */
    record Refused(DeadLetterRecord letter) implements Result {}
}
