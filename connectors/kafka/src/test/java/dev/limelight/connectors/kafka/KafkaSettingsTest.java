package dev.limelight.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {
    private static final KafkaSettings DEFAULTS = KafkaSettings.of("h:1");

    @Test
    void when_nothingIsSaid_then_defaults() {
        assertThat(DEFAULTS)
                .isEqualTo(
                        new KafkaSettings(
                                "h:1",
                                "limelight.",
                                Map.of(),
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
    void when_topicsHaveNamesOfTheirOwn_then_theyCountAndTheOthersKeepThePrefix() {
        KafkaSettings settings =
                DEFAULTS.withTopicPrefix("p.")
                        .withTopicNames(Map.of("documents", "news.raw", "salience", "light"));

        assertThat(settings.topic("documents")).isEqualTo("news.raw");
        assertThat(settings.topic("summaries")).isEqualTo("p.summaries");
        assertThat(settings.shortName("news.raw")).isEqualTo("documents");
        assertThat(settings.shortName("p.summaries")).isEqualTo("summaries");
        assertThat(settings.shortName("summaries")).isEqualTo("summaries");
        assertThat(settings.shortName("p.documents")).isEqualTo("p.documents");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "documents | a b | kafka.topics.documents is \"a b\", expected 1 to 249",
                "documents | .. | kafka.topics.documents is \"..\", expected 1 to 249",
                "documents | '' | kafka.topics.documents is \"\", expected 1 to 249",
                "summaries | limelight.documents | another name than that of the topic documents",
                "news | x | kafka.topics is \"news\", expected one of [documents,"
            })
    void when_aTopicsNameIsWrong_then_itIsNamed(String topic, String name, String expected) {
        assertThatThrownBy(() -> DEFAULTS.withTopicNames(Map.of(topic, name)))
                .hasMessageContaining(expected);
    }

    @Test
    void when_clientPropertiesAreGiven_then_theyWin() {
        KafkaSettings settings =
                new KafkaSettings(
                        "h:1",
                        "p",
                        Map.of(),
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
