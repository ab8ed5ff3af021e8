package dev.limelight.pipeline.console;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.DecisionDecoder;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.KafkaSetupException;
import dev.limelight.connectors.kafka.RecordLookup;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of a job for the console: the newest records first, then each that comes. It
 * sees what is committed, and moves no offset of anybody. Thread-safe. Whoever opens it closes it.
 */
public final class ConsoleFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOKUP = Duration.ofSeconds(5);

    /** Records of each partition that are read at the start. */
    private static final long TAIL = 2_000;

    private static final SourcePosition NOWHERE = new SourcePosition("console", -1, -1);
    private static final int EVENTS = 20_000;
    private static final int DOCUMENTS = 12_000;

    private static final List<String> TOPICS =
            List.of(
                    TopicNames.DOCUMENTS,
                    TopicNames.SUMMARIES,
                    TopicNames.TRANSLATIONS,
                    TopicNames.SALIENCE,
                    TopicNames.DEAD_LETTERS,
                    TopicNames.ALERTS,
                    TopicNames.REVIEWS);

    private final ConsoleEvents events;
    private final EventLog log = new EventLog(EVENTS);
    private final DocumentIndex documents = new DocumentIndex(DOCUMENTS);
    private final TopicReader reader;
    private final RecordLookup lookup;
    private final DocumentProducer decisions;
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private final Thread thread = new Thread(this::read, "limelight-console");
    private final CountDownLatch closed = new CountDownLatch(1);

    private ConsoleFeed(
            TopicReader reader,
            RecordLookup lookup,
            DocumentProducer decisions,
            DocumentDecoder decoder) {
        this.reader = reader;
        this.lookup = lookup;
        this.decisions = decisions;
        this.events = new ConsoleEvents(decoder);
    }

    /**
     * Opens the topics.
     *
     * @param decoder reads documents as the job does
     * @throws KafkaSetupException if a topic does not exist, or Kafka does not answer
     */
    public static ConsoleFeed open(KafkaSettings settings, DocumentDecoder decoder) {
        TopicReader reader = TopicReader.fromTail(settings, TOPICS, TAIL);
        var feed =
                new ConsoleFeed(
                        reader,
                        RecordLookup.open(settings),
                        new DocumentProducer(settings),
                        decoder);
        feed.thread.setDaemon(true);
        feed.thread.start();
        return feed;
    }

    EventLog log() {
        return log;
    }

    /** Why nothing comes now; null while all is well. */
    @Nullable String problem() {
        return problem.get();
    }

    /** The whole records of a document, as one JSON document with an array {@code records}. */
    String document(String id) {
        var answer = ConsoleEvents.object().put("id", id);
        var records = answer.putArray("records");
        for (SourcePosition position : documents.of(id)) {
            TopicRecord record = lookup.find(position, LOOKUP);
            if (record != null) {
                records.add(events.whole(record));
            }
        }
        return ConsoleEvents.write(answer);
    }

    /**
     * Sends what a person decided on a review; what a job makes of it comes as an event.
     *
     * @param json a decision record
     * @return where it lies, as JSON
     * @throws BadDocumentException if it is no decision
     * @throws KafkaSetupException if Kafka does not take it
     */
    String decide(byte[] json) throws BadDocumentException {
        DecisionRecord decision =
                DecisionDecoder.decode(
                        new InputRecord(
                                NOWHERE, System.currentTimeMillis(), null, json, List.of()));
        SourcePosition position = decisions.send(decision);
        return ConsoleEvents.write(
                ConsoleEvents.object().put("position", Positions.text(position)));
    }

    @Override
    public void close() {
        closed.countDown();
        reader.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lookup.close();
        decisions.close();
    }

    private void read() {
        try (reader) {
            while (closed.getCount() > 0) {
                poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() throws InterruptedException {
        try {
            reader.poll(POLL).forEach(this::take);
            problem.set(null);
        } catch (KafkaSetupException e) {
            if (problem.getAndSet(e.getMessage()) == null) {
                LOG.warn("the console reads nothing: {}", e.getMessage());
            }
            closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void take(TopicRecord record) {
        if (record.topic().equals(TopicNames.SALIENCE)) {
            /* Large, and no list shows it: its key says which document it belongs to. */
            documents.add(ConsoleEvents.key(record), record.position());
            return;
        }
        ConsoleEvent event = events.event(record);
        documents.add(event.documentId(), record.position());
        log.add(event);
    }
}
