package dev.limelight.pipeline.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConsoleEvents events = new ConsoleEvents(new DocumentDecoder());

    @Test
    void when_aDocumentIsLong_then_aLineHasItsBeginning() throws Exception {
        JsonNode line =
                line(TopicNames.DOCUMENTS, "k", "{\"text\": \"" + "a😀".repeat(5_000) + "\"}");
        assertThat(line.get("id").asText()).isEqualTo("k");
        assertThat(line.get("characters").asInt()).isEqualTo(10_000);
        assertThat(line.get("excerpt").asText()).isEqualTo("a😀".repeat(120) + "…");
    }

    @Test
    void when_aDocumentCannotBeRead_then_theLineSaysWhy() throws Exception {
        JsonNode line = line(TopicNames.DOCUMENTS, "k", "{\"text\": 42}");
        assertThat(line.get("id").asText()).isEqualTo("k");
        assertThat(line.get("unreadable").asText()).contains("text");
    }

    @Test
    void when_aResultComes_then_theLineHasWhatTheListShows() throws Exception {
        JsonNode line =
                line(
                        TopicNames.SUMMARIES,
                        "k",
                        "{\"documentId\":\"d\",\"language\":\"en\",\"summary\":\"S.\",\"flags\":[\"whole-document\"],"
                                + "\"sentences\":[{\"start\":0}],\"coverage\":1.0}");
        assertThat(line.get("id").asText()).isEqualTo("d");
        assertThat(line.get("flags").get(0).asText()).isEqualTo("whole-document");
        assertThat(line.has("sentences")).isFalse();
    }

    @Property(tries = 300)
    void always_anyBytesOnAnyTopicGiveOneLineOfJson(
            @ForAll byte[] value, @ForAll boolean hasKey, @ForAll String text) throws Exception {
        for (String topic : TopicNames.ALL) {
            for (byte[] bytes : new byte[][] {value, text.getBytes(StandardCharsets.UTF_8), null}) {
                ConsoleEvent event = events.event(record(topic, hasKey ? value : null, bytes));
                assertThat(event.json()).doesNotContain("\n", "\r");
                assertThat(JSON.readTree(event.json()).get("topic").asText()).isEqualTo(topic);
                assertThat(event.frame()).endsWith("\n\n").startsWith("id: limelight.t-0-7\n");
                assertThat(events.whole(record(topic, null, bytes)).has("position")).isTrue();
            }
        }
    }

    private JsonNode line(String topic, String key, String value) throws Exception {
        return JSON.readTree(
                events.event(
                                record(
                                        topic,
                                        key.getBytes(StandardCharsets.UTF_8),
                                        value.getBytes(StandardCharsets.UTF_8)))
                        .json());
    }

    private static TopicRecord record(
            String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return new TopicRecord(
                topic, new SourcePosition("limelight.t", 0, 7), 1, key, value, Map.of());
    }
}
