package dev.limelight.connectors.kafka.transaction;

import java.time.Duration;
import java.util.List;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what talks to Kafka without an error and in a bounded time. A task that fails or is
 * cancelled closes its operators, and an exception of theirs ends the TaskManager, with all jobs on
 * it (Flink: {@code FATAL - exception in exception handler of task}). The connector does throw
 * then: it aborts the open transaction, and a silent broker makes that fail after a minute. It also
 * joins the thread of each producer, which may take half a minute each.
 */
final class QuietClose {

    /** A broker that answers ends a transaction in far less. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What an interrupted client may take to end its thread. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(QuietClose.class);

    private QuietClose() {}

    /**
     * Closes all in this order, on a thread that is interrupted when its time is up; an interrupted
     * client does not wait for Kafka any more. What fails is logged: an abort that does not reach
     * Kafka is made up for by the next writer, which fences the id, or by the transaction's
     * timeout.
     *
     * @param name of what is closed, for the log
     * @param clients are all closed, whatever becomes of those before
     */
    static void closeAll(String name, List<? extends AutoCloseable> clients) {
        closeAll(name, clients, PATIENCE);
    }

    static void closeAll(String name, List<? extends AutoCloseable> clients, Duration patience) {
        var closing = new Thread(() -> logged(name, clients), "closing " + name);
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(patience.toMillis());
            if (closing.isAlive()) {
                closing.interrupt();
                closing.join(REST.toMillis());
            }
        } catch (InterruptedException e) {
            closing.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private static void logged(String name, List<? extends AutoCloseable> clients) {
        try {
            IOUtils.closeAll(clients);
        } catch (Exception e) {
            LOG.warn("the {} is closed, but not all that it asked of Kafka was done", name, e);
        }
    }
}
