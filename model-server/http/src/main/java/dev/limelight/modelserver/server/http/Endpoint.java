package dev.limelight.modelserver.server.http;

/** Answers requests to one path. Thread-safe. */
@FunctionalInterface
public interface Endpoint {

    /**
     * The answer as JSON. Called on a thread that may block.
     *
     * @throws HttpError to refuse it
     * @throws dev.limelight.modelserver.api.ModelException as the model failed
     */
    String answer(Call call);
}
