package dev.limelight.pipeline.models;

import dev.limelight.connectors.record.AlertRecord;
import org.jspecify.annotations.Nullable;

/**
 * The decision on a model record: another model, the configured one again, or an alert.
 *
 * @param alias the model that changes; null with an alert
 * @param revision what it stands for from now on; null for the configured one
 * @param alert why nothing changes; null where something does
 */
public record ModelDecision(
        @Nullable String alias, @Nullable ModelRevision revision, @Nullable AlertRecord alert) {

    static ModelDecision use(ModelRevision revision) {
        return new ModelDecision(revision.alias(), revision, null);
    }

    static ModelDecision useConfigured(String alias) {
        return new ModelDecision(alias, null, null);
    }

    static ModelDecision refuse(AlertRecord alert) {
        return new ModelDecision(null, null, alert);
    }
}
