package dev.limelight.pipeline.bench.kills;

import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Short documents, one after another, from a thread of its own until it is closed. */
final class Feed implements AutoCloseable {

    private static final String TEXT =
            "The ferry to the island was late. Its engine had failed on Monday, and nobody had a"
                    + " spare part. The harbour master sent a tug. All passengers arrived safely.";

    private final AtomicInteger sent = new AtomicInteger();
    private final KafkaSettings kafka;
    private final long pauseMillis;
    private final Thread thread = new Thread(this::send, "feed");
    private volatile boolean stopped;

    Feed(KafkaSettings kafka, long pauseMillis) {
        this.kafka = kafka;
        this.pauseMillis = pauseMillis;
        thread.setDaemon(true);
        thread.start();
    }

    /** How many Kafka has. */
    int count() {
        return sent.get();
    }

    /** A document's id. */
    static String id(int document) {
        return "d" + document;
    }

    private void send() {
        byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
        try (var producer = new DocumentProducer(kafka)) {
            while (!stopped) {
                producer.sendText(id(sent.get()), text);
                producer.flush();
                sent.incrementAndGet();
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
