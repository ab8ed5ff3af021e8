package dev.limelight.pipeline.cli;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answers to documents as they come from the output topics. A summary and its salience record
 * are one answer, a dead letter is another. Not thread-safe.
 */
final class Answers {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, Deque<SummaryRecord>> summaries = new HashMap<>();
    private final Map<String, Deque<SalienceRecord>> saliences = new HashMap<>();
    private int results;
    private int deadLetters;

    /**
     * One document's answer.
     *
     * @param summary the summary and ...
     * @param salience ... where the light fell; or
     * @param deadLetter why there are none
     */
    record Answer(
            @Nullable SummaryRecord summary,
            @Nullable SalienceRecord salience,
            @Nullable DeadLetterRecord deadLetter) {}

    Answers() {
        TopicNames.OUTPUTS.forEach(topic -> lines.put(topic, new ArrayList<>()));
    }

    /** Waits for {@code owed} answers; hands each on as it comes. */
    static Answers await(LocalStack stack, int owed, Consumer<Answer> listener) throws Exception {
        var answers = new Answers();
        try (var reader = TopicReader.fromBeginning(stack.config().kafka(), TopicNames.OUTPUTS)) {
            while (answers.count() < owed) {
                for (TopicRecord record : reader.poll(POLL)) {
                    Answer answer = answers.add(record);
                    if (answer != null) {
                        listener.accept(answer);
                    }
                }
                stack.checkRunning();
            }
        }
        return answers;
    }

    /** Takes a record; gives the answer that it completes, or null. */
    @Nullable Answer add(TopicRecord record) {
        byte[] value = Objects.requireNonNull(record.value(), "the job writes no tombstones");
        lines.computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                .add(new String(value, StandardCharsets.UTF_8));
        try {
            return switch (record.topic()) {
                case TopicNames.SUMMARIES -> add(RecordCodec.decode(value, SummaryRecord.class));
                case TopicNames.SALIENCE -> add(RecordCodec.decode(value, SalienceRecord.class));
                default -> add(RecordCodec.decode(value, DeadLetterRecord.class));
            };
        } catch (IOException e) {
            throw new UncheckedIOException("record on " + record.topic() + " cannot be read", e);
        }
    }

    /** Answers so far. */
    int count() {
        return results + deadLetters;
    }

    int results() {
        return results;
    }

    int deadLetters() {
        return deadLetters;
    }

    /** Writes each topic's records to {@code folder/<topic>.jsonl}. */
    void writeTo(Path folder, String topicPrefix) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, List<String>> topic : lines.entrySet()) {
            Files.write(folder.resolve(topicPrefix + topic.getKey() + ".jsonl"), topic.getValue());
        }
    }

    private @Nullable Answer add(SummaryRecord summary) {
        queue(summaries, summary.documentId()).add(summary);
        return paired(summary.documentId());
    }

    private @Nullable Answer add(SalienceRecord salience) {
        queue(saliences, salience.documentId()).add(salience);
        return paired(salience.documentId());
    }

    private Answer add(DeadLetterRecord letter) {
        deadLetters++;
        return new Answer(null, null, letter);
    }

    private @Nullable Answer paired(String id) {
        Deque<SummaryRecord> ready = queue(summaries, id);
        Deque<SalienceRecord> light = queue(saliences, id);
        if (ready.isEmpty() || light.isEmpty()) {
            return null;
        }
        results++;
        return new Answer(ready.remove(), light.remove(), null);
    }

    private static <T> Deque<T> queue(Map<String, Deque<T>> queues, String id) {
        return queues.computeIfAbsent(id, key -> new ArrayDeque<>());
    }
}
