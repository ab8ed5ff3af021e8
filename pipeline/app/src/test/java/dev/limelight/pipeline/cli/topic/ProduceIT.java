package dev.limelight.pipeline.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code limelight produce} takes. */
class ProduceIT {

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir Path folder;

    @Test
    void when_aFolderIsProduced_then_allDocumentsBelowIt() throws Exception {
        Files.createDirectories(folder.resolve("deep/er"));
        Files.writeString(folder.resolve("a.txt"), "text");
        Files.writeString(folder.resolve("deep/B.HTML"), "<p>page");
        Files.writeString(folder.resolve("deep/er/c.json"), "{\"text\":\"c\"}");
        Files.writeString(folder.resolve("d.jsonl"), "{\"id\":\"x\"}\n\n{\"text\":1}\nnonsense\n");
        Files.writeString(folder.resolve("notes.md"), "*notes*");
        Files.writeString(folder.resolve("picture.png"), "passed over");
        Ran ran = produce("folder.", new byte[0], folder.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("7 sent, 0 too large");
        assertThat(records("folder."))
                .containsExactlyInAnyOrder(
                        "a text {content-type=text/plain}",
                        "B <p>page {content-type=text/html}",
                        "c {\"text\":\"c\"} {}",
                        "x {\"id\":\"x\"} {}",
                        "d-3 {\"text\":1} {}",
                        "d-4 nonsense {}",
                        "notes *notes* {content-type=text/markdown}");
    }

    @Test
    void when_recordsComeOnStandardInput_then_oneALine() {
        Ran ran = produce("stdin.", "{\"id\":\"a\"}\n{\"text\":\"b\"}".getBytes(UTF_8), "-");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(records("stdin."))
                .containsExactlyInAnyOrder("a {\"id\":\"a\"} {}", "stdin-2 {\"text\":\"b\"} {}");
    }

    /** As it stands in the help: consume dead-letters | produce --dead-letters -. */
    @Test
    void when_deadLettersAreReplayed_then_theirDocumentsAreOnTheTopicAgain() {
        byte[] letters =
                (letter(1, "a", "one") + letter(1, "a", "one") + letter(2, "b", "two") + "null\n")
                        .getBytes(UTF_8);
        Ran ran = produce("again.", letters, "--dead-letters", "-");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains(
                        "2 sent",
                        "1 lines were not sent; the first: stdin, line 4: no dead letter");
        assertThat(records("again."))
                .containsExactlyInAnyOrder(
                        "a one {content-type=text/plain}", "b two {content-type=text/plain}");
    }

    @Test
    void when_oneFileIsWrong_then_nothingIsSent() throws Exception {
        Path good = Files.writeString(folder.resolve("a.txt"), "text");
        Path bad = Files.writeString(folder.resolve("b.pdf"), "text");
        for (String wrong : List.of(bad.toString(), folder + "/none.txt", folder + "/none/")) {
            Ran ran = produce("wrong.", new byte[0], good.toString(), wrong);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .contains("expected *.txt, *.html, *.md", "*.json, *.jsonl, a folder");
        }
        assertThat(produce("wrong.", new byte[0], "--dead-letters", good.toString()).err())
                .contains("expected dead letters in *.jsonl, or -");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(produce("wrong.", new byte[0], empty.toString()).err())
                .contains("nothing to send in " + empty);
    }

    private static String letter(int at, String id, String text) {
        var letter =
                new DeadLetterRecord(
                        id,
                        new SourcePosition("again.documents", 0, at),
                        null,
                        "document",
                        DeadLetterCategory.INVALID,
                        "bad",
                        1,
                        text.getBytes(UTF_8),
                        Map.of("content-type", "text/plain"),
                        1L,
                        List.of());
        return new String(RecordCodec.encode(letter), UTF_8) + "\n";
    }

    private static Ran produce(String prefix, byte[] input, String... words) {
        Stream<String> where =
                Stream.of(
                        "produce",
                        "--bootstrap-servers",
                        BROKER.bootstrapServers(),
                        "--topic-prefix",
                        prefix);
        return Ran.command(input, Stream.concat(where, Stream.of(words)).toArray(String[]::new));
    }

    private static List<String> records(String prefix) {
        var settings = KafkaSettings.of(BROKER.bootstrapServers()).withTopicPrefix(prefix);
        var records = new ArrayList<String>();
        try (var reader = TopicReader.fromBeginning(settings, List.of(TopicNames.DOCUMENTS))) {
            while (!reader.isAtEnd()) {
                reader.poll(Duration.ofMillis(200)).forEach(r -> records.add(words(r)));
            }
        }
        return records;
    }

    private static String words(TopicRecord record) {
        return "%s %s %s"
                .formatted(
                        new String(record.key(), UTF_8),
                        new String(record.value(), UTF_8),
                        record.headers());
    }
}
