package dev.limelight.pipeline.inference;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for what a model was asked. */
public final class ModelAnswers {

    private ModelAnswers() {}

    /**
     * Waits for an answer.
     *
     * @throws ModelException if the model fails, or this thread is interrupted
     */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelException failed) {
                throw failed;
            }
            throw new ModelException(Category.MODEL_ERROR, "the model failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(Category.CLOSED, "interrupted while the model worked", e);
        }
    }
}
