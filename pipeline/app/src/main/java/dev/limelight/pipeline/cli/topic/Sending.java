package dev.limelight.pipeline.cli.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.pipeline.cli.input.InputDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends the documents that {@code limelight produce} read, and counts them. For one thread. */
final class Sending {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DocumentProducer producer;
    private final @Nullable Replay replay;
    private long sent;
    private long tooLarge;
    private long failed;
    private String failure = "";

    /**
     * @param areDeadLetters whether lines are dead letters; otherwise they are documents
     */
    Sending(DocumentProducer producer, boolean areDeadLetters) {
        this.producer = producer;
        this.replay = areDeadLetters ? new Replay() : null;
    }

    void document(InputDocument document) {
        count(document.sendTo(producer));
    }

    /** Sends a record a line; {@code name} and the line's number are the id of one without. */
    void lines(String name, JsonLines lines) throws IOException {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            if (replay == null) {
                count(producer.send(id(line, name + "-" + lines.number()), line, Map.of()));
            } else {
                again(replay, line, name + ", line " + lines.number());
            }
        }
    }

    private void again(Replay letters, byte[] line, String where) {
        try {
            letters.original(line)
                    .ifPresent(it -> count(producer.send(it.key(), it.value(), it.headers())));
        } catch (IllegalArgumentException e) {
            failure = failed++ == 0 ? where + ": " + e.getMessage() : failure;
        }
    }

    /** The key, so that records of one id stay in order; what is no JSON has no id. */
    private static byte[] id(byte[] line, String fallback) {
        String id = fallback;
        try {
            id = JSON.readTree(line).path("id").asText(fallback);
        } catch (IOException e) {
            // The job says what is wrong with it.
        }
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private void count(boolean fits) {
        if (fits) {
            sent++;
        } else {
            tooLarge++;
        }
    }

    String words() {
        return "%d sent, %d too large (dead-lettered)".formatted(sent, tooLarge);
    }

    /**
     * @throws IllegalStateException if there were lines that could not be sent
     */
    void throwFailure() {
        if (failed > 0) {
            throw new IllegalStateException(
                    "%d lines were not sent; the first: %s".formatted(failed, failure));
        }
    }
}
