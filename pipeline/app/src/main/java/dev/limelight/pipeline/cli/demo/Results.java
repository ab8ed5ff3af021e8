package dev.limelight.pipeline.cli.demo;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the answers to documents from the output topics. A result and its salience record are
 * one answer, a dead letter is another; alerts are none, but those of the guard are handed on. Not
 * thread-safe.
 */
final class Results {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<Key, Deque<Function<SalienceRecord, Result>>> results = new HashMap<>();
    private final Map<Key, Deque<SalienceRecord>> saliences = new HashMap<>();
    private int summaries;
    private int translations;
    private int deadLetters;
    private int alerts;

    /** By what a result and its salience record belong together; documents may share an id. */
    private record Key(String documentId, String task, @Nullable String target) {}

    /** What a job must write before all documents are done. */
    record Owed(int answers, int alerts) {

        boolean isThere(Results results) {
            return results.count() >= answers && results.alerts() >= alerts;
        }
    }

    /**
     * Waits for all that is {@code owed}; hands each on as it comes, after its records have gone to
     * {@code records}.
     */
    static Results await(LocalStack stack, Owed owed, Records records, Consumer<Result> listener)
            throws Exception {
        var answers = new Results();
        try (var reader = TopicReader.fromBeginning(stack.config().kafka(), TopicNames.OUTPUTS)) {
            while (!owed.isThere(answers)) {
                for (TopicRecord record : reader.poll(POLL)) {
                    records.add(record);
                    Result answer = answers.add(record);
                    if (answer != null) {
                        listener.accept(answer);
                    }
                }
                stack.checkRunning();
            }
        }
        return answers;
    }

    /** Where records go as they come. */
    interface Records extends AutoCloseable {

        /** Takes a record. */
        void add(TopicRecord record) throws IOException;

        @Override
        default void close() throws IOException {}
    }

    /** Takes a record; gives the answer that it completes, or null. */
    @Nullable Result add(TopicRecord record) {
        byte[] value = Objects.requireNonNull(record.value(), "the job writes no tombstones");
        try {
            Result answer = answer(record.topic(), value);
            count(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("record on " + record.topic() + " cannot be read", e);
        }
    }

    /** Results so far. */
    int count() {
        return summaries + translations + deadLetters;
    }

    int summaries() {
        return summaries;
    }

    int translations() {
        return translations;
    }

    int deadLetters() {
        return deadLetters;
    }

    /** Documents in which the guard found something. */
    int alerts() {
        return alerts;
    }

    private @Nullable Result answer(String topic, byte[] value) throws IOException {
        return switch (topic) {
            case TopicNames.SUMMARIES -> add(RecordCodec.decode(value, SummaryRecord.class));
            case TopicNames.TRANSLATIONS -> add(RecordCodec.decode(value, TranslationRecord.class));
            case TopicNames.SALIENCE -> add(RecordCodec.decode(value, SalienceRecord.class));
            case TopicNames.DEAD_LETTERS ->
                    new Result.Refused(RecordCodec.decode(value, DeadLetterRecord.class));
            case TopicNames.ALERTS -> found(value);
            case TopicNames.REVIEWS -> null;
            default ->
                    throw new IllegalArgumentException(
                            "topic %s, expected one of %s".formatted(topic, TopicNames.OUTPUTS));
        };
    }

    /** Alerts on models are nothing that the demo causes. */
    private static @Nullable Result found(byte[] value) throws IOException {
        GuardAlertRecord alert = RecordCodec.decode(value, GuardAlertRecord.class);
        return alert.kind().equals(GuardAlertRecord.KIND) ? new Result.Found(alert) : null;
    }

    private void count(@Nullable Result answer) {
        summaries += answer instanceof Result.Summarized ? 1 : 0;
        translations += answer instanceof Result.Translated ? 1 : 0;
        deadLetters += answer instanceof Result.Refused ? 1 : 0;
        alerts += answer instanceof Result.Found ? 1 : 0;
    }

    private @Nullable Result add(SummaryRecord summary) {
        var key = new Key(summary.documentId(), Tasks.SUMMARIZE, null);
        queue(results, key).add(salience -> new Result.Summarized(summary, salience));
        return paired(key);
    }

    private @Nullable Result add(TranslationRecord translation) {
        var key = new Key(translation.documentId(), Tasks.TRANSLATE, translation.target());
        queue(results, key).add(salience -> new Result.Translated(translation, salience));
        return paired(key);
    }

    private @Nullable Result add(SalienceRecord salience) {
        var key = new Key(salience.documentId(), salience.task(), salience.target());
        queue(saliences, key).add(salience);
        return paired(key);
    }

    private @Nullable Result paired(Key key) {
        Deque<Function<SalienceRecord, Result>> ready = queue(results, key);
        Deque<SalienceRecord> waiting = queue(saliences, key);
        return ready.isEmpty() || waiting.isEmpty() ? null : ready.remove().apply(waiting.remove());
    }

    private static <T> Deque<T> queue(Map<Key, Deque<T>> queues, Key key) {
        return queues.computeIfAbsent(key, any -> new ArrayDeque<>());
    }
}
