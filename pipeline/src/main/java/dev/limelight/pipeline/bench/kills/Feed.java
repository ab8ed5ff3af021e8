package dev.limelight.pipeline.bench.kills;

import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Short documents, one after another, from a thread of its own until it is closed. */
final class Feed implements AutoCloseable {

    private static final String TEXT =
            "The ferry to the island was late. Its engine had failed on Monday, and nobody had a"
                    + " spare part. The harbour master sent a tug. All passengers arrived safely.";

    private final List<Long> sent = new CopyOnWriteArrayList<>();
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
        return sent.size();
    }

    /** When a document was sent, in {@link System#nanoTime()}. */
    long sentAt(int document) {
        return sent.get(document);
    }

    /** A document's id. */
    static String id(int document) {
        return "d" + document;
    }

    private void send() {
        byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
        try (var producer = new DocumentProducer(kafka)) {
            while (!stopped) {
                producer.sendText(id(sent.size()), text);
                producer.flush();
                sent.add(System.nanoTime());
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
