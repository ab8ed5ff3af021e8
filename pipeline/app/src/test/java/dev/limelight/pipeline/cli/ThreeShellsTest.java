package dev.limelight.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.modelserver.server.request.SummarizeRequest;
import dev.limelight.modelserver.server.request.TranslateRequest;
import dev.limelight.modelserver.server.service.Cancellation;
import dev.limelight.modelserver.server.service.ServedModels;
import dev.limelight.modelserver.server.service.Services;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Bundles;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.inflight.InFlightLimit;
import dev.limelight.pipeline.job.AbstractiveFunction;
import dev.limelight.pipeline.job.TranslateFunction;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job's function, the model server and the command line give the same records of the same
 * documents, with tiny models: from French to English, from English to German, and one that
 * summarizes.
 */
@Timeout(300)
class ThreeShellsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOME = "limelight.home";
    private static final String ID = "doc";
    private static final String BART = "bart-merged";

    @TempDir private static Path home;
    private static String before;
    private static ServedModels served;

    @BeforeAll
    static void open() throws Exception {
        Path models = Files.createDirectory(home.resolve("models"));
        translator(models.resolve("en-de"), "en", "de");
        translator(models.resolve("fr-en"), "fr", "en");
        before = System.setProperty(HOME, home.toString());
        List<TranslationBundle> all = new ArrayList<>(TranslationBundle.in(models));
        all.add(TranslationBundle.read(bart()));
        served = ServedModels.open(all);
    }

    @AfterAll
    static void close() {
        served.close();
        if (before == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | de | The light is on. It will go out in May.",
                "en | de | one.",
                "en | de | See `x = 1` at https://a.example/b now, please.",
                "fr | en | The light is on. It will go out in May.",
                "fr | de | The light is on. It will go out in May.",
                "fr | de | - a cat 🐕 and 12 dogs",
                "de | de | Das Licht ist an. Es geht im Mai aus.",
                "nl | nl | Het licht is aan.",
            })
    void when_aTextIsTranslated_then_allGiveTheSameRecord(String source, String target, String text)
            throws Exception {
        JsonNode job = ofJob(source, target, text);
        assertThat(overHttp(source, target, text)).isEqualTo(job);
        Ran ran =
                Ran.command(
                        text.getBytes(UTF_8),
                        ("translate --json --id " + ID + " --from " + source + " --to " + target)
                                .split(" "));
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(timeless(ran.out().lines().findFirst().orElseThrow())).isEqualTo(job);
        boolean isPivot = source.equals("fr") && target.equals("de");
        assertThat(job.get("flags").toString().contains("\"pivot\"")).isEqualTo(isPivot);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The bridge was closed on Tuesday. It is very old. It will open in May.",
                "One.",
                "A bridge 🐕 is old.\n\nIt was closed, it was opened, it was painted in red.",
            })
    void when_aTextIsSummarizedInAModelsWords_then_allGiveTheSameRecords(String text)
            throws Exception {
        List<JsonNode> job = summaryOfJob(text);
        var request = new SummarizeRequest(ID, text, "en", "1", null, BART, Map.of(), Map.of());
        var http =
                Objects.requireNonNull(work().summarizer()).summarize(request, new Cancellation());
        assertThat(List.of(timeless(json(http.summary())), timeless(json(http.salience()))))
                .isEqualTo(job);
        Ran ran =
                Ran.command(
                        text.getBytes(UTF_8),
                        ("summarize --json --language en --length 1 --id "
                                        + ID
                                        + " --model "
                                        + bart())
                                .split(" "));
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines().map(ThreeShellsTest::timeless).toList()).isEqualTo(job);
    }

    private static Services work() {
        return served.services();
    }

    private static JsonNode overHttp(String source, String target, String text) {
        var request = new TranslateRequest(ID, text, source, target, Duration.ofMinutes(2));
        return timeless(
                json(
                        Objects.requireNonNull(work().translator())
                                .translate(List.of(request), new Cancellation())
                                .get(0)
                                .record()));
    }

    private static JsonNode ofJob(String source, String target, String text) throws Exception {
        var config =
                PipelineConfig.of(
                        Map.of(
                                "kafka.bootstrap-servers",
                                "localhost:9092",
                                "translate.models",
                                "en-de=%1$s/models/en-de,fr-en=%1$s/models/fr-en".formatted(home),
                                "translate.pivots",
                                "en"));
        Document document = Documents.of(ID, "en", text).in(source);
        Outcome<Translation> done =
                result(
                        new TranslateFunction(config.translation(), new InFlightLimit()),
                        new TranslationTask(document, target),
                        TranslationTask.class,
                        new TypeHint<Outcome<Translation>>() {});
        assertThat(done.failure()).isNull();
        var translation = Objects.requireNonNull(done.result());
        return timeless(json(TranslationRecords.translation(translation, 0)));
    }

    private static List<JsonNode> summaryOfJob(String text) throws Exception {
        var config =
                PipelineConfig.of(
                        Map.of(
                                "kafka.bootstrap-servers",
                                "localhost:9092",
                                "abstractive.model",
                                bart().toString()));
        Outcome<AbstractiveSummary> done =
                result(
                        new AbstractiveFunction(
                                config.abstractive(),
                                SummaryLength.parse("1"),
                                new InFlightLimit()),
                        Documents.of(ID, "en", text),
                        Document.class,
                        new TypeHint<Outcome<AbstractiveSummary>>() {});
        assertThat(done.failure()).isNull();
        var summary = Objects.requireNonNull(done.result());
        var both = new SummaryRecords(summary);
        return List.of(timeless(json(both.summary(0))), timeless(json(both.salience())));
    }

    /** Of one element through Flink's asynchronous operator. */
    private static <I, O> O result(
            AsyncFunction<I, O> function, I element, Class<I> type, TypeHint<O> result)
            throws Exception {
        var operator =
                new AsyncWaitOperatorFactory<>(
                        function, 0, 4, AsyncDataStream.OutputMode.UNORDERED);
        try (var harness =
                new OneInputStreamOperatorTestHarness<I, O>(
                        operator,
                        TypeInformation.of(type).createSerializer(new SerializerConfigImpl()))) {
            harness.setup(TypeInformation.of(result).createSerializer(new SerializerConfigImpl()));
            harness.open();
            harness.processElement(new StreamRecord<>(element));
            harness.endInput();
            return harness.extractOutputValues().get(0);
        }
    }

    private static String json(Record record) {
        return new String(RecordCodec.encode(record), UTF_8);
    }

    /** A record without what differs from run to run. */
    private static JsonNode timeless(String json) {
        try {
            var record = (ObjectNode) JSON.readTree(json);
            record.remove("timings");
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path bart() {
        return Path.of("..", "..", "test-data", "seq2seq", BART);
    }

    private static void translator(Path folder, String source, String target) throws Exception {
        Path file = Bundles.copy(Bundles.SPLIT, folder).resolve("tokenizer_config.json");
        var config = (ObjectNode) JSON.readTree(file.toFile());
        config.put("source_lang", source).put("target_lang", target);
        Files.writeString(file, config.toString());
    }
}
