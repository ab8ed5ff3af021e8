package dev.limelight.modelserver.server.service;

import dev.limelight.modelserver.server.request.SummarizeRequest;
import dev.limelight.modelserver.server.request.Summarized;

/** Summarizes documents. Thread-safe; the server calls it on threads that may block. */
public interface TextSummarizer {

    /**
     * Summarizes one document.
     *
     * @param cancellation what the model is asked must be bound to it
     * @throws dev.limelight.modelserver.api.ModelException with a message for the client
     */
    Summarized summarize(SummarizeRequest request, Cancellation cancellation);
}
