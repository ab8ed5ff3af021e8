package dev.limelight.modelserver.server.service;

import dev.limelight.modelserver.server.request.TranslateRequest;
import dev.limelight.modelserver.server.request.Translated;
import java.util.List;

/** Translates documents. Thread-safe; the server calls it on threads that may block. */
public interface TextTranslator {

    /** What can be translated, by source language. Does not change and does not block. */
    List<SourceLanguage> languages();

    /**
     * Translates texts of one request; they may go through the model together.
     *
     * @param cancellation what the model is asked must be bound to it
     * @return one for each of {@code requests}, in their order
     * @throws dev.limelight.modelserver.api.ModelException with a message for the client
     */
    List<Translated> translate(List<TranslateRequest> requests, Cancellation cancellation);
}
