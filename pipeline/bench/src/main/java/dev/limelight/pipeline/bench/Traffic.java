package dev.limelight.pipeline.bench;

import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.local.LocalStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Sends documents to a running job and times their committed answers. For one thread. */
final class Traffic {

    private static final Duration POLL = Duration.ofMillis(5);
    private static final List<String> ANSWERS =
            List.of(TopicNames.SUMMARIES, TopicNames.TRANSLATIONS, TopicNames.DEAD_LETTERS);

    private final LocalStack stack;

    Traffic(LocalStack stack) {
        this.stack = stack;
    }

    /** Sends documents at once and waits for none of their answers. */
    void send(List<DocumentRecord> documents) {
        try (var producer = new DocumentProducer(stack.config().kafka())) {
            documents.forEach(producer::send);
        }
    }

    /**
     * Sends documents and waits until a {@code read_committed} reader has all answers of each.
     *
     * @param answers that each document gets
     * @param intervalNanos between two documents in the mean; they come at random (Poisson), so
     *     that none keep step with checkpoints
     * @return milliseconds from the moment that a document was due to its last answer; a sender
     *     that falls behind counts against the job, as it should
     */
    double[] send(List<DocumentRecord> documents, int answers, long intervalNanos)
            throws Exception {
        var latencies = new HashMap<String, Double>();
        var owed = new HashMap<String, Integer>();
        documents.forEach(document -> owed.put(document.id(), answers));
        Map<String, Long> due = due(documents, intervalNanos);
        int sent = 0;
        try (var producer = new DocumentProducer(stack.config().kafka());
                var reader = TopicReader.fromEnd(stack.config().kafka(), ANSWERS)) {
            reader.poll(POLL); // takes its place before the first document goes
            while (latencies.size() < documents.size()) {
                while (sent < documents.size() && isDue(documents.get(sent), due)) {
                    producer.send(documents.get(sent++));
                }
                reader.poll(POLL).forEach(answer -> add(answer, owed, due, latencies));
                stack.checkRunning();
            }
        }
        return latencies.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** The value that {@code share} of the sorted values do not exceed (nearest rank). */
    static double percentile(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }

    /** The same gaps each time. */
    private static Map<String, Long> due(List<DocumentRecord> documents, long intervalNanos) {
        var due = new HashMap<String, Long>();
        var random = new SplittableRandom(documents.size());
        long at = System.nanoTime();
        for (DocumentRecord document : documents) {
            due.put(document.id(), at);
            at += (long) (-Math.log(1 - random.nextDouble()) * intervalNanos);
        }
        return due;
    }

    private static boolean isDue(DocumentRecord document, Map<String, Long> due) {
        return System.nanoTime() - Objects.requireNonNull(due.get(document.id())) >= 0;
    }

    private static void add(
            TopicRecord answer,
            Map<String, Integer> owed,
            Map<String, Long> due,
            Map<String, Double> latencies) {
        String id = new String(Objects.requireNonNull(answer.key()), StandardCharsets.UTF_8);
        Long since = due.get(id);
        if (since != null && owed.merge(id, -1, Integer::sum) == 0) {
            double millis = (System.nanoTime() - since) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            latencies.put(id, millis);
        }
    }
}
