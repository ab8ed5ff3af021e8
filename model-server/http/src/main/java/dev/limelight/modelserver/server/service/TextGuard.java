package dev.limelight.modelserver.server.service;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.modelserver.server.request.GuardRequest;

/** Looks at documents for what does not belong, repeats or hides. Thread-safe; asks no model. */
@FunctionalInterface
public interface TextGuard {

    /**
     * What is found in one document, in the form of an alert; with no findings where there are
     * none.
     *
     * @throws dev.limelight.modelserver.api.ModelException with a message for the client
     */
    GuardAlertRecord inspect(GuardRequest request);
}
