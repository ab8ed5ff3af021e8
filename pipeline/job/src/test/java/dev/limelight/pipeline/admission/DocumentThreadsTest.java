package dev.limelight.pipeline.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentThreadsTest {

    private static final long PATIENCE_S = 30;

    private final Gate gate = new Admission(1).gate(0);
    private final DocumentThreads<String> threads = new DocumentThreads<>("work", 1, gate);
    private final Map<String, String> ends = new ConcurrentHashMap<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void close() throws InterruptedException {
        threads.close();
    }

    @Test
    void when_workIsCancelled_then_itIsInterruptedAndTheNextBegins() throws Exception {
        threads.start("slow", () -> sleep("slow"));
        threads.start("next", ended::countDown);
        await(begun);
        threads.cancel("slow");
        await(ended);
        assertThat(ends).containsEntry("slow", "interrupted");
    }

    @Test
    void when_queuedWorkIsCancelled_then_itNeverBegins() throws Exception {
        threads.start("slow", () -> sleep("slow"));
        threads.start("queued", () -> ends.put("queued", "done"));
        threads.start("last", ended::countDown);
        await(begun);
        threads.cancel("queued");
        threads.cancel("unknown");
        threads.cancel("slow");
        await(ended);
        assertThat(ends).doesNotContainKey("queued");
    }

    @Test
    void when_workThrows_then_theThreadGoesOn() throws Exception {
        threads.start(
                "bad",
                () -> {
                    throw new IllegalStateException("bad");
                });
        threads.start("next", ended::countDown);
        await(ended);
    }

    @Test
    void when_closed_then_whatRunsHasBeenInterrupted() throws Exception {
        threads.start("slow", () -> sleep("slow"));
        await(begun);
        threads.start("queued", () -> ends.put("queued", "done"));
        threads.close();
        assertThat(ends).containsOnly(Map.entry("slow", "interrupted"));
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void when_workIsUnderWay_then_theGateIsShut() throws Exception {
        threads.start("slow", () -> sleep("slow"));
        threads.start("queued", () -> ends.put("queued", "done"));
        threads.cancel("queued");
        assertThat(gate.isOpen()).isFalse();
        threads.cancel("slow");
        assertThat(gate.isOpen()).isTrue();
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
