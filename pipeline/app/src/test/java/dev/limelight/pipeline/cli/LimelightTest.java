package dev.limelight.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.fixture.Contract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that need no Kafka, and what they do when it is away. */
@Tag("slow")
class LimelightTest {

    private static final String TEXT =
            "The bridge \ud83d\ude00 was closed on Tuesday. It is very old. It will open in May.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "run",
                "submit",
                "produce",
                "consume",
                "summarize",
                "translate",
                "generate",
                "serve",
                "models",
                "models list",
                "models show",
                "models verify",
                "models pull",
                "models use"
            })
    void when_helpIsAsked_then_usageOnStandardOutput(String command) {
        Ran ran = Ran.command((command + " --help").strip().split(" "));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith(("Usage: limelight " + command).strip());
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dance",
                "demo --documnts x",
                "demo --documents no-such-folder",
                "demo --length none",
                "demo --tasks dance",
                "demo --targets fr",
                "demo --targets de,fr",
                "demo --targets german",
                "demo --out ../pom.xml",
                "run",
                "run --config no-such-file",
                "submit --config no-such-file",
                "produce",
                "produce --bootstrap-servers 127.0.0.1:1",
                "consume --bootstrap-servers 127.0.0.1:1",
                "consume --bootstrap-servers 127.0.0.1:1 no-such-topic",
                "consume summaries",
                "consume summaries --config no-such-file",
                "consume summaries --bootstrap-servers 127.0.0.1:1 --property nonsense",
                "consume summaries --bootstrap-servers 127.0.0.1:1 --topic-prefix a/b",
                "produce no-such-file.txt --bootstrap-servers 127.0.0.1:1",
                "produce -",
                "",
                "summarize no-such-file",
                "summarize ..",
                "summarize --id x ../pom.xml ../pom.xml",
                "translate --to de no-such-file",
                "summarize --length 0",
                "summarize --method magic",
                "summarize --prefix x",
                "summarize --set num_beams=2",
                "summarize --model no-such-model",
                "summarize --model ../../test-data/seq2seq/bart-merged --method lead",
                "summarize --model ../../test-data/seq2seq/bart-merged --set beams=2",
                "summarize --model ../../test-data/seq2seq/bart-merged --set do_sample=true",
                "summarize --model ../../test-data/seq2seq",
                "translate",
                "translate --to german",
                "translate --to tlh --from en",
                "translate --to de --pivots english",
                "generate",
                "generate --model no-such-model",
                "models show no-such-model",
                "models verify no-such-model",
                "models pull a/b/c",
                "models use en-de --path x",
                "models use en-de --bootstrap-servers 127.0.0.1:1",
                "models use en-de --path x --configured --bootstrap-servers 127.0.0.1:1",
                "models use en-de --repository a/b/c --bootstrap-servers 127.0.0.1:1",
                "serve --port 70000",
                "serve --port x",
                "serve --model no-such-folder",
                "serve --max-body 0",
                "serve --max-body 2048",
                "serve --timeout 0",
                "serve --api-key-file no-such-file",
                "models"
            })
    void when_theWordsAreWrong_then_exit2AndNothingOnStandardOutput(String words) {
        Ran ran = Ran.command(words.isEmpty() ? new String[0] : words.split(" "));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("limelight: ").doesNotContain("\tat ");
    }

    /** As in the job and over HTTP, also for a language that no model writes. */
    @ParameterizedTest
    @CsvSource({
        "de-AT, Die Brücke war am Dienstag geschlossen.",
        "nl, De brug was dinsdag gesloten en het heeft de hele dag geregend.",
    })
    void when_theTextIsInTheTargetLanguage_then_itIsItsOwnTranslation(String to, String text)
            throws Exception {
        byte[] input = text.getBytes(UTF_8);
        assertThat(Ran.command(input, "translate", "--to", to).out()).isEqualTo(text);
        String json = Ran.command(input, "translate", "--to", to, "--json").out();
        var record =
                RecordCodec.decode(
                        json.lines().findFirst().orElseThrow().getBytes(UTF_8),
                        TranslationRecord.class);
        assertThat(record.text()).isEqualTo(text);
        assertThat(record.flags()).containsExactly("same-language");
    }

    @Test
    void when_theTextIsInAnotherLanguage_then_modelsThatWriteItAreNamed() {
        Ran ran = Ran.command("The bridge is old.".getBytes(UTF_8), "translate", "--to", "nl");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("no model translates en to nl");
    }

    @Test
    void when_anOptionIsMisspelt_then_theNearestIsNamed() {
        assertThat(Ran.command("demo", "--documnts", "x").err()).contains("--documents");
        assertThat(Ran.command("sumarize").err()).contains("summarize");
    }

    @Test
    void when_aConfigurationKeyIsMisspelt_then_exit2WithTheNearest(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("job.properties");
        Files.writeString(file, "kafka.bootstrap-servers=a:1\nparalelism=2\n");
        Ran ran = Ran.command("run", "--config", file.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("unknown key paralelism; did you mean parallelism?");
    }

    /** Kafka is away here, too, so that the folders are looked at first. */
    @ParameterizedTest
    @CsvSource({
        "translate.models, en-de=/nowhere, no model",
        "abstractive.model, /nowhere, no model",
        "abstractive.model, ../../test-data/seq2seq, config.json"
    })
    void when_aModelsFolderIsWrong_then_runSaysSoBeforeItStarts(
            String key, String value, String why, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("job.properties");
        Files.writeString(
                file, "kafka.bootstrap-servers=127.0.0.1:1\n%s=%s\n".formatted(key, value));
        Ran ran = Ran.command("run", "--config", file.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("limelight: " + key + " = " + value).contains(why);
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void when_kafkaIsAway_then_exit1InOneLine() throws Exception {
        String away = "127.0.0.1:" + freePort();
        Ran ran = Ran.command("consume", "--bootstrap-servers", away, "summaries");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).startsWith("limelight: no Kafka broker answered at " + away);
    }

    @Test
    void when_aTextIsOnStandardInput_then_itsSentencesWithoutColours() {
        Ran ran = Ran.command(TEXT.getBytes(UTF_8), "summarize", "--length", "1");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("stdin", "3 sentences", "100 % read")
                .doesNotContain("\u001b");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void when_filesAreNamed_then_eachIsSummarizedUnderItsName(@TempDir Path folder)
            throws Exception {
        Path text = Files.writeString(folder.resolve("note.v2.txt"), TEXT);
        Path page = Files.writeString(folder.resolve("Page.HTM"), "<p>It is <b>old</b>.</p>");
        Ran ran =
                Ran.command(
                        TEXT.getBytes(UTF_8), "summarize", text.toString(), "-", page.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("note.v2  en · 3", "stdin  en · 3", "Page  en · 1 sentence");
        assertThat(Ran.command("summarize", "--id", "x", text.toString()).out()).startsWith("x  ");
    }

    @Test
    void when_oneOfSeveralFilesIsNoText_then_itIsNamed(@TempDir Path folder) throws Exception {
        Path good = Files.writeString(folder.resolve("good.txt"), TEXT);
        Path bad = Files.write(folder.resolve("bad.txt"), new byte[] {'a', (byte) 0xff});
        Ran ran = Ran.command("summarize", good.toString(), bad.toString());
        assertThat(ran.code()).isNotZero();
        assertThat(ran.err()).contains("bad.txt: ").hasLineCount(1);
    }

    @Test
    void when_thereIsNoCommand_then_usageOnStandardErrorWithTheCommands() {
        assertThat(Ran.command().err())
                .startsWith("limelight: no command, expected one of demo, run")
                .contains("Usage: limelight", "summarize");
        assertThat(Ran.command("dance").err())
                .startsWith("limelight: limelight does not know dance");
    }

    @Test
    void when_jsonIsAsked_then_theTwoRecordsOfTheContract() throws Exception {
        Ran ran = Ran.command(TEXT.getBytes(UTF_8), "summarize", "--json", "--id", "x");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(2);
        var summary = RecordCodec.decode(lines.get(0).getBytes(UTF_8), SummaryRecord.class);
        var salience = RecordCodec.decode(lines.get(1).getBytes(UTF_8), SalienceRecord.class);
        assertThat(summary.documentId()).isEqualTo("x");
        Contract.assertKept(TEXT, summary, salience);
    }

    @Test
    void when_aModelIsNamed_then_itsOwnWordsWithTheSentencesTheyStandOn() throws Exception {
        String[] command = {
            "summarize",
            "--model",
            "../../test-data/seq2seq/bart-split",
            "--set",
            "max_new_tokens=12"
        };
        Ran shown = Ran.command(TEXT.getBytes(UTF_8), command);
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("stdin", "3 sentences", "100 % read", "closed on");

        String[] asJson =
                Stream.concat(Stream.of(command), Stream.of("--json")).toArray(String[]::new);
        List<String> lines = Ran.command(TEXT.getBytes(UTF_8), asJson).out().lines().toList();
        assertThat(lines).hasSize(2);
        var summary = RecordCodec.decode(lines.get(0).getBytes(UTF_8), SummaryRecord.class);
        var salience = RecordCodec.decode(lines.get(1).getBytes(UTF_8), SalienceRecord.class);
        Contract.assertKept("abstractive", TEXT, summary, salience);
        String words = summary.summary().split(" ", 2)[0];
        assertThat(shown.out()).contains(words);
    }

    @Test
    void when_thePrefixLeavesNoRoom_then_exit2() {
        String prefix = "words ".repeat(40);
        Ran ran =
                Ran.command(
                        TEXT.getBytes(UTF_8),
                        "summarize",
                        "--model",
                        "../../test-data/seq2seq/bart-split",
                        "--prefix",
                        prefix);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("expected room for 11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\u200b"})
    void when_thereIsNothingToRead_then_oneLineSaysSo(String text) {
        Ran ran = Ran.command(text.getBytes(UTF_8), "summarize");
        assertThat(ran.code()).isNotZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("limelight: text is ").hasLineCount(1);
    }

    @Test
    void when_inputIsNotUtf8_then_oneLineSaysWhere() {
        Ran ran = Ran.command(new byte[] {'a', (byte) 0xff}, "summarize");
        assertThat(ran.code()).isNotZero();
        assertThat(ran.err()).contains("byte offset 1").hasLineCount(1);
    }

    @Test
    void when_modelsAreListed_then_oneLineEach() {
        Ran ran = Ran.command("models", "list");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSizeGreaterThan(1).anyMatch(l -> l.startsWith("minilm"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
