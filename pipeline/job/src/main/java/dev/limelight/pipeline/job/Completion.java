package dev.limelight.pipeline.job;

import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;

/** Completes the future of an element of an asynchronous stage, on any thread. */
final class Completion {

    private Completion() {}

    /**
     * Gives the element its one answer. What {@code work} throws stops the job; without this Flink
     * would wait for the element for ever. Not so on an interrupted thread: whoever interrupted it
     * has answered already, or has ended the operator, perhaps for an error of its own.
     *
     * @param work makes a failed answer where the element is bad, see {@link
     *     dev.limelight.pipeline.result.Attempt}
     */
    static <T> void of(ResultFuture<T> result, Supplier<T> work) {
        try {
            result.complete(List.of(work.get()));
        } catch (RuntimeException | Error e) {
            if (e instanceof Error || !Thread.currentThread().isInterrupted()) {
                result.completeExceptionally(e);
            }
        }
    }
}
