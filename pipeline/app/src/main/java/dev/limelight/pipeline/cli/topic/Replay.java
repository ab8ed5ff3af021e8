package dev.limelight.pipeline.cli.topic;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns dead letters back into documents: the original bytes with the original headers. A document
 * with several dead letters, one a task, is sent once. Not thread-safe.
 */
public final class Replay {

    private final Set<SourcePosition> seen = new HashSet<>();

    /**
     * A document to send again.
     *
     * @param key its id, as far as that could be read
     */
    public record Original(byte @Nullable [] key, byte[] value, Map<String, String> headers) {}

    /**
     * The document in a dead letter; empty for one that was there before.
     *
     * @param line a dead letter in JSON
     * @throws IllegalArgumentException if it is none, or holds no document
     */
    public Optional<Original> original(byte[] line) {
        DeadLetterRecord letter = letter(line);
        byte[] value = letter.value();
        if (value == null) {
            throw new IllegalArgumentException(
                    "the dead letter of %s holds no document (%s), expected one with a value"
                            .formatted(letter.documentId(), letter.error()));
        }
        boolean isKnown = letter.source().partition() >= 0 && !seen.add(letter.source());
        String id = letter.documentId();
        byte[] key = id == null ? null : id.getBytes(StandardCharsets.UTF_8);
        return isKnown ? Optional.empty() : Optional.of(new Original(key, value, headers(letter)));
    }

    private static Map<String, String> headers(DeadLetterRecord letter) {
        return Objects.requireNonNullElse(letter.headers(), Map.of());
    }

    private static DeadLetterRecord letter(byte[] line) {
        try {
            DeadLetterRecord letter = RecordCodec.decode(line, DeadLetterRecord.class);
            if (letter != null && letter.source() != null && letter.category() != null) {
                return letter;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "no dead letter (%s), expected what 'limelight consume dead-letters' prints"
                            .formatted(
                                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
                    e);
        }
        throw new IllegalArgumentException(
                "no dead letter, expected what 'limelight consume dead-letters' prints");
    }
}
