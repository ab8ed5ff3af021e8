package dev.limelight.pipeline.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.cli.Ran;
import dev.limelight.pipeline.fixture.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a folder as people keep them. */
class DemoIT {

    private static final String TEXT = "The bridge was closed on Tuesday. It will open in May.";

    @TempDir private Path documents;
    @TempDir private Path out;

    @Test
    void when_theFolderHasGoodAndBadFiles_then_oneAnswerForEachTaskOfEach() throws Exception {
        write("good.txt", TEXT);
        write("same.txt", TEXT);
        Files.createDirectory(documents.resolve("sub"));
        write("sub/same.txt", TEXT);
        write("record.json", "{\"id\":\"from-record\",\"text\":\"" + TEXT + "\"}");
        write("partly.json", "{\"text\":\"" + TEXT + "\",\"tasks\":[\"dance\",\"summarize\"]}");
        write("nothing.json", "{\"text\":\"" + TEXT + "\",\"tasks\":[\"dance\",\"sing\"]}");
        write("empty.txt", "");
        write("broken.json", "{\"text\":");
        Files.write(documents.resolve("binary.txt"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
        Files.write(documents.resolve("latin1.txt"), new byte[] {'G', 'r', (byte) 0xfc, 'n'});
        write("huge.txt", "word ".repeat(4_000_000));
        write("ignored.pdf", "not a document");
        write("readme.adoc", "= Not read");
        write("NOID.JSON", "{\"text\":\"" + TEXT + "\"}");
        write("null-id.json", "{\"id\":null,\"text\":\"" + TEXT + "\"}");

        Ran ran = Ran.command("demo", "--documents", documents.toString(), "--out", out.toString());

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).doesNotContain("\u001b");
        var summaries = records("summaries", SummaryRecord.class);
        var saliences = records("salience", SalienceRecord.class);
        assertThat(summaries)
                .extracting(SummaryRecord::documentId)
                .containsExactlyInAnyOrder(
                        "good", "same", "same", "from-record", "partly", "NOID", "null-id");
        assertThat(saliences)
                .extracting(SalienceRecord::documentId)
                .containsExactlyInAnyOrder(
                        "good", "same", "same", "from-record", "partly", "NOID", "null-id");
        assertThat(ran.err())
                .contains("or *.json: ignored.pdf, readme.adoc")
                .containsSubsequence(
                        "starting Kafka", "Kafka at", "sent 13 documents", "summaries");
        for (SummaryRecord summary : summaries) {
            Contract.assertKept(TEXT, summary, of(summary.documentId(), saliences));
        }
        assertThat(records("dead-letters", DeadLetterRecord.class))
                .extracting(DeadLetterRecord::documentId)
                .containsExactlyInAnyOrder(
                        "partly", "nothing", "nothing", "empty", "broken", "binary", "latin1",
                        "huge");
    }

    @Test
    void when_recordsAreTranslated_then_eachIsShownWhateverItsId() throws Exception {
        write("noid.json", "{\"language\":\"en\",\"text\":\"The bridge is closed.\"}");
        write("a.json", "{\"id\":\"same\",\"language\":\"en\",\"text\":\"The museum is open.\"}");
        write(
                "b.json",
                "{\"id\":\"same\",\"language\":\"en\",\"text\":\"Tom has a dog. He likes it.\"}");

        String[] command = {
            "demo", "--documents", documents.toString(), "--out", out.toString(), "--targets", "de"
        };
        Ran ran = inTheProject(command);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .containsPattern("The bridge is closed\\. +Die Brücke")
                .containsPattern("The museum is open\\. +Das Museum")
                .containsPattern("Tom has a dog\\. +Tom hat");
        assertThat(records("translations", TranslationRecord.class))
                .extracting(TranslationRecord::documentId)
                .containsExactlyInAnyOrder("noid", "same", "same");
    }

    /** Runs a command where the models are at hand. */
    private static Ran inTheProject(String... command) {
        System.setProperty("limelight.home", "../..");
        try {
            return Ran.command(command);
        } finally {
            System.clearProperty("limelight.home");
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(documents.resolve(name), content);
    }

    private static SalienceRecord of(String id, List<SalienceRecord> saliences) {
        return saliences.stream().filter(s -> s.documentId().equals(id)).findFirst().orElseThrow();
    }

    private <T extends Record> List<T> records(String topic, Class<T> type) throws IOException {
        var records = new ArrayList<T>();
        for (String line : Files.readAllLines(out.resolve("limelight." + topic + ".jsonl"))) {
            records.add(RecordCodec.decode(line.getBytes(UTF_8), type));
        }
        return records;
    }
}
