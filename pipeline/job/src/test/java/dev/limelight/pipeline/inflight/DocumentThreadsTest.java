package dev.limelight.pipeline.inflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentThreadsTest {

    private static final long PATIENCE_S = 30;
    private static final int LENGTH = 100;

    /** Fills the limiter alone. */
    private static final int HUGE = 2_000_000;

    private final InFlightLimiter limiter = new InFlightLimit().limiter(0);
    private final DocumentThreads<String> threads =
            new DocumentThreads<>("work", 1, Duration.ofHours(1), limiter);
    private final Map<String, String> ends = new ConcurrentHashMap<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void close() throws InterruptedException {
        threads.close();
    }

    @Test
    void when_workIsCancelled_then_itIsInterruptedAndTheNextBegins() throws Exception {
        start("slow", () -> sleep("slow"));
        start("next", ended::countDown);
        await(begun);
        threads.cancel("slow");
        await(ended);
        assertThat(ends).containsEntry("slow", "interrupted");
    }

    @Test
    void when_queuedWorkIsCancelled_then_itNeverBegins() throws Exception {
        start("slow", () -> sleep("slow"));
        start("queued", () -> ends.put("queued", "done"));
        start("last", ended::countDown);
        await(begun);
        threads.cancel("queued");
        threads.cancel("unknown");
        threads.cancel("slow");
        await(ended);
        assertThat(ends).doesNotContainKey("queued");
    }

    @Test
    void when_workThrows_then_theThreadGoesOn() throws Exception {
        start(
                "bad",
                () -> {
                    throw new IllegalStateException("bad");
                });
        start("next", ended::countDown);
        await(ended);
    }

    @Test
    void when_closed_then_whatRunsHasBeenInterrupted() throws Exception {
        start("slow", () -> sleep("slow"));
        await(begun);
        start("queued", () -> ends.put("queued", "done"));
        threads.close();
        assertThat(ends).containsOnly(Map.entry("slow", "interrupted"));
        assertThat(limiter.isOpen()).isTrue();
    }

    @Test
    void when_workWaits_then_itIsInsideTheGateUntilItBegins() throws Exception {
        start("slow", () -> sleep("slow"));
        threads.start("huge", HUGE, () -> sleep("huge"), () -> {});
        await(begun);
        assertThat(limiter.isOpen()).as("both have begun").isTrue();
        threads.start("next", HUGE, () -> {}, () -> {});
        assertThat(limiter.isOpen()).isFalse();
        threads.cancel("next");
        assertThat(limiter.isOpen()).isTrue();
    }

    @Test
    void when_longWorkHasAllRoom_then_shortWorkBeginsBesideIt() throws Exception {
        threads.start("long", 100_000, () -> sleep("long"), () -> {});
        threads.start("queued", 100_000, () -> ends.put("queued", "done"), () -> {});
        start("short", ended::countDown);
        await(ended);
        assertThat(ends).isEmpty();
    }

    @Test
    void when_workTakesTooLong_then_itIsLateAndInterruptedAndTheNextHasItsOwnTime()
            throws Exception {
        try (var quick = new DocumentThreads<String>("quick", 1, Duration.ofMillis(1), limiter)) {
            var interrupted = new CountDownLatch(1);
            quick.start(
                    "slow",
                    LENGTH,
                    () -> {
                        sleep("slow");
                        interrupted.countDown();
                    },
                    () -> ends.put("late", "slow"));
            await(interrupted);
            assertThat(ends).containsEntry("slow", "interrupted").containsEntry("late", "slow");
            quick.start("next", LENGTH, () -> sleep("next"), ended::countDown);
            await(ended);
        }
    }

    private void start(String element, Runnable work) {
        threads.start(element, LENGTH, work, () -> {});
    }

    private void sleep(String name) {
        try {
            begun.countDown();
            TimeUnit.SECONDS.sleep(PATIENCE_S);
            ends.put(name, "slept");
        } catch (InterruptedException e) {
            ends.put(name, "interrupted");
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    }
}
