package dev.limelight.pipeline.result;

import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.ModelException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the core of a stage for one element, and makes a {@link Failure} of what the core throws,
 * so that one bad document cannot stop a job. Stateless and thread-safe.
 *
 * <p>An {@link Error} passes, also one that a future wraps: it says nothing about the document. A
 * {@link StackOverflowError} does, because it comes of a document that is nested too deeply. What
 * the core throws on an interrupted thread passes, too: nobody waits for the element any more.
 */
public final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /**
     * What a stage does with one element.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Core<T> {
        /** The result. May throw whatever it does not know what to do with. */
        T get() throws OversizedRecordException;
    }

    private Attempt() {}

    /**
     * What comes of an element.
     *
     * @param stage that is named in a failure
     * @param core is called once
     * @param failed makes an answer of a failure; what it throws passes
     */
    public static <T> T call(Stage stage, Core<T> core, Function<Failure, T> failed) {
        Failure failure;
        try {
            return core.get();
        } catch (OversizedRecordException e) {
            failure = Failures.of(stage, e);
        } catch (RuntimeException | StackOverflowError e) {
            failure = failure(stage, e);
        }
        return failed.apply(failure);
    }

    /**
     * Likewise, and hands it on. What the next stages throw passes, since {@code done} runs after
     * the core: a stage does not answer for others.
     *
     * @param done takes the result
     * @param failed takes the failure, in place of the result
     */
    public static <T> void hand(
            Stage stage, Core<T> core, Consumer<T> done, Consumer<Failure> failed) {
        Attempt.<Runnable>call(
                        stage,
                        () -> {
                            T result = core.get();
                            return () -> done.accept(result);
                        },
                        failure -> () -> failed.accept(failure))
                .run();
    }

    private static Failure failure(Stage stage, Throwable thrown) {
        Throwable error = unwrapped(thrown);
        if (error instanceof Error serious && !(error instanceof StackOverflowError)) {
            throw serious;
        }
        if (thrown instanceof RuntimeException e && Thread.currentThread().isInterrupted()) {
            throw e;
        }
        if (!(error instanceof ModelException)) {
            LOG.warn("a document fails in stage {}", stage.wireName(), error);
        }
        return Failures.of(stage, error);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable error = thrown;
        for (@Nullable Throwable cause = error.getCause();
                error instanceof CompletionException && cause != null;
                cause = error.getCause()) {
            error = cause;
        }
        return error;
    }
}
