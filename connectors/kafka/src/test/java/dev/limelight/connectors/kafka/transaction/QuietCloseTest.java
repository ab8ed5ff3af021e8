package dev.limelight.connectors.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class QuietCloseTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<String> closed = new CopyOnWriteArrayList<>();

    /** An exception here would end the TaskManager. */
    @Test
    void when_aClientFails_then_noErrorAndTheOthersAreClosed() {
        AutoCloseable failing =
                () -> {
                    throw new TimeoutException("Timeout expired while awaiting EndTxn(false)");
                };
        QuietClose.closeAll("writer", List.of(client("a"), failing, client("b")), LONG);
        assertThat(closed).containsExactly("a", "b");
    }

    @Test
    void when_aClientWaitsForKafkaForEver_then_itIsInterruptedAndTheOthersAreClosed() {
        AutoCloseable waiting =
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        closed.add("interrupted");
                        throw e;
                    }
                };
        QuietClose.closeAll("writer", List.of(waiting, client("b")), Duration.ofMillis(50));
        assertThat(closed).containsExactly("interrupted", "b");
    }

    @Test
    void when_theTaskIsInterrupted_then_itDoesNotWaitAndStaysInterrupted() {
        AutoCloseable waiting = () -> new CountDownLatch(1).await();
        Thread.currentThread().interrupt();
        QuietClose.closeAll("writer", List.of(waiting), LONG);
        assertThat(Thread.interrupted()).isTrue();
    }

    private AutoCloseable client(String name) {
        return () -> closed.add(name);
    }
}
