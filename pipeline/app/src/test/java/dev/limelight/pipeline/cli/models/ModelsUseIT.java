package dev.limelight.pipeline.cli.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.cli.Ran;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsUseIT {

    @Test
    void when_aModelIsAskedFor_then_theTopicSaysSo(@TempDir Path folder) {
        try (LocalBroker broker = LocalBroker.start()) {
            use(broker, "--path", folder.toString(), "--revision", "2");
            use(broker, "--path", "/on/other/machines");
            use(broker, "--repository", "org/name");
            use(broker, "--configured");

            List<TopicRecord> records = records(broker);
            assertThat(records).allMatch(r -> new String(r.key(), UTF_8).equals("en-de"));
            assertThat(records)
                    .map(r -> r.value() == null ? null : new String(r.value(), UTF_8))
                    .containsExactly(
                            "{\"alias\":\"en-de\",\"path\":\"%s\",\"revision\":\"2\"}"
                                    .formatted(folder),
                            "{\"alias\":\"en-de\",\"path\":\"/on/other/machines\"}",
                            "{\"alias\":\"en-de\",\"repository\":\"org/name\"}",
                            null);
        }
    }

    private static void use(LocalBroker broker, String... which) {
        String[] words = {
            "models", "use", "en-de", "--bootstrap-servers", broker.bootstrapServers()
        };
        Ran ran = Ran.command(Stream.of(words, which).flatMap(Stream::of).toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).isEmpty();
    }

    private static List<TopicRecord> records(LocalBroker broker) {
        var records = new ArrayList<TopicRecord>();
        var settings = KafkaSettings.of(broker.bootstrapServers());
        try (var reader = TopicReader.fromBeginning(settings, List.of(TopicNames.MODELS))) {
            while (!reader.isAtEnd()) {
                records.addAll(reader.poll(Duration.ofMillis(200)));
            }
        }
        return records;
    }
}
