package dev.limelight.pipeline.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SourcePosition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

    private static final byte[] BROKEN = {'{', (byte) 0xff, 0};

    private final Replay replay = new Replay();

    @Test
    void when_aDeadLetterIsReplayed_then_theOriginalBytesAndHeaders() {
        var original = replay.original(letter(1, "d1", BROKEN)).orElseThrow();
        assertThat(original.key()).isEqualTo("d1".getBytes(UTF_8));
        assertThat(original.value()).isEqualTo(BROKEN);
        assertThat(original.headers())
                .isEqualTo(Map.of("content-type", "text/plain", "h", "\u00ff"));
        assertThat(replay.original(letter(2, null, BROKEN)).orElseThrow().key()).isNull();
    }

    @Test
    void when_severalTasksOfADocumentFailed_then_itComesBackOnce() {
        assertThat(replay.original(letter(1, "d1", BROKEN))).isPresent();
        assertThat(replay.original(letter(1, "d1", BROKEN))).isEmpty();
        assertThat(replay.original(letter(2, "d1", BROKEN))).isPresent();
    }

    /** Those lay nowhere, so that equal positions do not make them the same. */
    @Test
    void when_documentsWereTooLargeToBeSent_then_eachComesBack() {
        assertThat(replay.original(letter(-1, "a", BROKEN))).isPresent();
        assertThat(replay.original(letter(-1, "b", BROKEN))).isPresent();
    }

    @Test
    void when_theDocumentIsNotInTheLetter_then_itIsRefusedWithTheReason() {
        assertThatThrownBy(() -> replay.original(letter(1, "d1", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of d1 holds no document (too bad)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "[]", "1", "x", "{\"id\":\"d\",\"text\":\"A lamp.\"}", "{"})
    void when_itIsNoDeadLetter_then_itIsRefused(String line) {
        assertThatThrownBy(() -> replay.original(line.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no dead letter")
                .hasMessageContaining("expected");
    }

    private static byte[] letter(int at, @Nullable String id, byte @Nullable [] value) {
        return RecordCodec.encode(
                new DeadLetterRecord(
                        id,
                        new SourcePosition("documents", Math.min(at, 0), at),
                        null,
                        "document",
                        DeadLetterCategory.MALFORMED,
                        "too bad",
                        1,
                        value,
                        Map.of("content-type", "text/plain", "h", "\u00ff"),
                        1L,
                        List.of()));
    }
}
