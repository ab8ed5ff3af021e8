package dev.limelight.modelserver.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.fixture.FakeEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class BatcherTest {

    private static final Duration WAIT = Duration.ofMillis(5);

    private static BatchPolicy policy(int budget, int capacity, Duration wait) {
        return new BatchPolicy(budget, wait, 256, 0.8, capacity, 1, false);
    }

    private static List<CompletableFuture<Encoded>> submit(Batcher batcher, int... lengths) {
        List<CompletableFuture<Encoded>> answers = new ArrayList<>();
        for (int length : lengths) {
            answers.add(batcher.submit(FakeEncoder.input(length), ""));
        }
        return answers;
    }

    private static void awaitAll(List<CompletableFuture<Encoded>> answers) {
        answers.forEach(CompletableFuture::join);
    }

    @Test
    void when_budgetIsReached_then_batchGoesWithoutWaiting() {
        FakeEncoder encoder = FakeEncoder.free();
        try (Batcher batcher = new Batcher(encoder, policy(40, 100, Duration.ofHours(1)))) {
            awaitAll(submit(batcher, 10, 10, 10, 10));
        }
        assertThat(encoder.batches).containsExactly(List.of(10, 10, 10, 10));
    }

    @Test
    void when_waitIsOver_then_partBatchGoes() {
        FakeEncoder encoder = FakeEncoder.free();
        try (Batcher batcher = new Batcher(encoder, policy(4096, 100, WAIT))) {
            awaitAll(submit(batcher, 3));
            assertThat(batcher.statistics().batchFill()).isEqualTo(1);
        }
    }

    @Test
    void when_lengthsDiffer_then_likeGoWithLikeAndOldestGoesFirst() {
        FakeEncoder encoder = FakeEncoder.held();
        try (Batcher batcher = new Batcher(encoder, policy(100, 100, Duration.ZERO))) {
            var first = submit(batcher, 1);
            awaitEmptyQueue(encoder);
            var rest = submit(batcher, 50, 9, 50, 10, 9, 300);
            encoder.letPass(10);
            awaitAll(first);
            awaitAll(rest);
        }
        assertThat(encoder.batches)
                .containsExactly(List.of(1), List.of(50, 50), List.of(9, 9, 10), List.of(300));
    }

    @Test
    void when_oneOfABatchFails_then_othersAreAnswered() {
        FakeEncoder encoder = FakeEncoder.free();
        try (Batcher batcher = new Batcher(encoder, policy(30, 100, Duration.ofHours(1)))) {
            var good = batcher.submit(FakeEncoder.input(10), "");
            var bad = batcher.submit(FakeEncoder.poison(10), "");
            var alsoGood = batcher.submit(FakeEncoder.input(10), "");
            assertThat(good.join().hidden()).containsExactly(10f);
            assertThat(alsoGood.join().hidden()).containsExactly(10f);
            assertThat(failure(bad).category()).isEqualTo(ModelException.Category.MODEL_ERROR);
            assertThat(batcher.statistics().requests()).isEqualTo(3);
        }
    }

    @Test
    void when_failing_then_continuationSeesModelExceptionItself() throws Exception {
        try (Batcher batcher = new Batcher(FakeEncoder.free(), policy(30, 100, WAIT))) {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            var done =
                    batcher.submit(FakeEncoder.poison(1), "")
                            .whenComplete((encoded, failure) -> seen.set(failure));
            assertThatThrownBy(done::get).isInstanceOf(ExecutionException.class);
            assertThat(seen.get()).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void when_queueIsFull_then_submitBlocksUntilThereIsRoom() throws Exception {
        FakeEncoder encoder = FakeEncoder.held();
        try (Batcher batcher = new Batcher(encoder, policy(1, 2, Duration.ZERO))) {
            submit(batcher, 1);
            awaitEmptyQueue(encoder);
            submit(batcher, 1, 1);
            var blocked = CompletableFuture.runAsync(() -> awaitAll(submit(batcher, 1)));
            assertThatThrownBy(() -> blocked.get(100, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            encoder.letPass(10);
            blocked.join();
        }
    }

    @Test
    void when_cancelled_then_requestLeavesTheQueue() throws Exception {
        FakeEncoder encoder = FakeEncoder.held();
        try (Batcher batcher = new Batcher(encoder, policy(1, 1, Duration.ZERO))) {
            var running = submit(batcher, 1);
            awaitEmptyQueue(encoder);
            var waiting = submit(batcher, 2).get(0);
            assertThat(waiting.cancel(true)).isTrue();
            var next = CompletableFuture.supplyAsync(() -> submit(batcher, 3)).join();
            encoder.letPass(10);
            awaitAll(running);
            awaitAll(next);
            assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
        }
        assertThat(encoder.batches).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void when_interruptedOnAFullQueue_then_requestFailsAndInterruptStays() throws Exception {
        FakeEncoder encoder = FakeEncoder.held();
        try (Batcher batcher = new Batcher(encoder, policy(1, 1, Duration.ZERO))) {
            submit(batcher, 1);
            awaitEmptyQueue(encoder);
            submit(batcher, 1);
            Thread.currentThread().interrupt();
            var refused = batcher.submit(FakeEncoder.input(1), "");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure(refused).category()).isEqualTo(ModelException.Category.CLOSED);
            encoder.letPass(10);
        }
    }

    @Test
    void when_closed_then_queuedAreAnsweredAndLaterOnesRefused() {
        FakeEncoder encoder = FakeEncoder.free();
        Batcher batcher = new Batcher(encoder, policy(4096, 100, Duration.ofHours(1)));
        var queued = submit(batcher, 1, 20, 300);
        batcher.close();
        assertThat(queued).allMatch(CompletableFuture::isDone);
        awaitAll(queued);
        assertThat(failure(submit(batcher, 1).get(0)).category())
                .isEqualTo(ModelException.Category.CLOSED);
    }

    @Test
    void when_aborted_then_queuedFailAsClosed() {
        FakeEncoder encoder = FakeEncoder.held();
        Batcher batcher = new Batcher(encoder, policy(1, 100, Duration.ZERO));
        var running = submit(batcher, 1);
        awaitEmptyQueue(encoder);
        var queued = submit(batcher, 1).get(0);
        batcher.abort(Duration.ofMillis(20));
        assertThat(failure(queued).category()).isEqualTo(ModelException.Category.CLOSED);
        encoder.letPass(1);
        awaitAll(running);
    }

    @Test
    void when_severalWorkersShareAQueue_then_everyRequestIsAnsweredOnce() {
        FakeEncoder encoder = FakeEncoder.free();
        BatchPolicy policy = new BatchPolicy(64, Duration.ofMillis(1), 16, 0.8, 8, 3, false);
        try (Batcher batcher = new Batcher(encoder, policy)) {
            for (int i = 0; i < 2000; i++) {
                submit(batcher, 1 + i % 70);
            }
        }
        assertThat(encoder.batches.stream().mapToInt(List::size).sum()).isEqualTo(2000);
        assertThat(encoder.batches)
                .allSatisfy(
                        b ->
                                assertThat(b.get(b.size() - 1) * b.size() <= 64 || b.size() == 1)
                                        .isTrue());
    }

    /** The worker holds its batch before the fake lets it in, so the queue is soon empty. */
    private static void awaitEmptyQueue(FakeEncoder encoder) {
        try {
            while (!encoder.isWaited()) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelException failure(CompletableFuture<Encoded> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            return (ModelException) e.getCause();
        }
        throw new AssertionError("answered, expected a failure");
    }
}
