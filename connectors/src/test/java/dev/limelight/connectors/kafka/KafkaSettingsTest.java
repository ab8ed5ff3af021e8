package dev.limelight.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    private static final KafkaSettings DEFAULTS = KafkaSettings.of("h:1");

    @Test
    void when_nothingIsSaid_then_defaults() {
        assertThat(DEFAULTS)
                .isEqualTo(
                        new KafkaSettings(
                                "h:1",
                                "limelight.",
                                "limelight",
                                "limelight",
                                Duration.ofMinutes(10),
                                16777216,
                                4,
                                -1,
                                Map.of()));
        assertThat(DEFAULTS.topic("dead-letters")).isEqualTo("limelight.dead-letters");
    }

    @Test
    void when_valueIsWrong_then_itIsNamed() {
        assertThatThrownBy(() -> KafkaSettings.of(" ")).hasMessageContaining("bootstrapServers");
        assertThatThrownBy(() -> DEFAULTS.withTopicPrefix("a b"))
                .hasMessage("topicPrefix is \"a b\", expected at most 200 of A-Z a-z 0-9 . _ -");
        assertThatThrownBy(() -> DEFAULTS.withMaxRecordBytes(1)).hasMessageContaining("\"1\"");
        assertThatThrownBy(() -> DEFAULTS.withPartitions(0)).hasMessageContaining("partitions");
        assertThatThrownBy(() -> DEFAULTS.withJobName("")).hasMessageContaining("consumerGroup");
    }

    @Test
    void when_clientPropertiesAreGiven_then_theyWin() {
        KafkaSettings settings =
                new KafkaSettings(
                        "h:1",
                        "p",
                        "g",
                        "t",
                        Duration.ofMinutes(1),
                        1 << 20,
                        1,
                        1,
                        Map.of("acks", "1", "security.protocol", "SSL"));

        assertThat(settings.client(Map.of("acks", "all", "linger.ms", "5")))
                .containsEntry("acks", "1")
                .containsEntry("linger.ms", "5")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "h:1");
    }
}
