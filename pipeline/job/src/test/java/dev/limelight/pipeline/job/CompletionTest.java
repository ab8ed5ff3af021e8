package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.junit.jupiter.api.Test;

class CompletionTest {

    private final List<Object> ends = new ArrayList<>();
    private final ResultFuture<String> future = new Recording();

    @Test
    void when_workIsDone_then_itIsTheOneAnswer() {
        Completion.of(future, () -> "done");
        assertThat(ends).containsExactly(List.of("done"));
    }

    /** Without an end of its future the element would wait, and keep its room, for ever. */
    @Test
    void when_thereIsNoMemory_then_theElementDoesNotWaitForEver() {
        var error = new OutOfMemoryError("heap");
        Completion.of(
                future,
                () -> {
                    throw error;
                });
        assertThat(ends).containsExactly(error);
    }

    @Test
    void when_theThreadIsInterrupted_then_theAnswerIsAnothersToGive() {
        Completion.of(
                future,
                () -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("cancelled");
                });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ends).isEmpty();
    }

    private final class Recording implements ResultFuture<String> {
        @Override
        public void complete(Collection<String> result) {
            ends.add(result);
        }

        @Override
        public void complete(CollectionSupplier<String> supplier) {
            throw new UnsupportedOperationException("nobody calls it");
        }

        @Override
        public void completeExceptionally(Throwable error) {
            ends.add(error);
        }
    }
}
