package dev.limelight.pipeline.models;

import dev.limelight.connectors.record.ModelRef;

/**
 * A model that was accepted in place of a configured one.
 *
 * @param alias what it stands in for
 * @param model what results call it
 * @param source where its files are
 */
public record ModelRevision(String alias, ModelRef model, ModelSource source) {

    @Override
    public String toString() {
        return "%s, revision %s in %s".formatted(alias, model.revision(), source.folder());
    }
}
