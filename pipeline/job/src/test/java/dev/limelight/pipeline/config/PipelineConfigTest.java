package dev.limelight.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.codec.ContentType;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.codec.DocumentFormat;
import dev.limelight.connectors.codec.format.PassedHeaders;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.fixture.PulledModels;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.translate.signals.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineConfigTest {

    private static final Map<String, String> LEAST = Map.of("kafka.bootstrap-servers", "host:9092");

    @Test
    void when_onlyKafkaIsGiven_then_defaults() {
        PipelineConfig config = PipelineConfig.of(LEAST);

        assertThat(config.kafka()).isEqualTo(KafkaSettings.of("host:9092"));
        assertThat(config.documents().maxCharacters())
                .isEqualTo(DocumentDecoder.DEFAULT_MAX_CHARACTERS);
        assertThat(config.tasks().defaults()).containsExactly("summarize");
        assertThat(config.model().model()).isEqualTo("minilm");
        assertThat(config.model().taps()).isEqualTo(config.salience().taps());
        assertThat(config.chunkTokens()).isEqualTo(256);
        assertThat(config.inferenceTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.assembleTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.salience().name()).isEqualTo(SalienceMethods.DEFAULT);
        assertThat(config.summaryLength()).isEqualTo(new SummaryLength(3, false));
        assertThat(config.prior()).isEqualTo(Prior.POSITION_AND_CUES);
        assertThat(config.parallelism()).isEqualTo(2);
        assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void when_targetsAreWantedAndNoModelsNamed_then_thoseAtHandLeadThere(@TempDir Path folder)
            throws Exception {
        var values = new HashMap<>(LEAST);
        values.put("translate.targets", "pt");
        try (var pulled = new PulledModels(folder)) {
            assertThat(PipelineConfig.of(values).translation().isOn()).isFalse();
            Path model = pulled.add("tiny-en-pt", "shared");
            Path into = pulled.add("tiny-de-en", "separate");
            pulled.add("tiny-en-fr", "shared");
            Routes routes = PipelineConfig.of(values).routes();
            assertThat(routes.models())
                    .isEqualTo(Map.of("en-pt", model.toString(), "de-en", into.toString()));
            assertThat(routes.pivots()).containsExactly("en");
            values.put("translate.pivots", "");
            assertThat(PipelineConfig.of(values).routes().models())
                    .isEqualTo(Map.of("en-pt", model.toString()));
        }
    }

    @Test
    void when_keysAreGiven_then_theyCount(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("job.properties");
        Files.writeString(
                file,
                """
                kafka.bootstrap-servers = a:1,b:2
                kafka.properties.security.protocol = SSL
                summary.length = 15%
                checkpoint.interval = 500 ms
                """);
        PipelineConfig config = PipelineConfig.load(file);

        assertThat(config.kafka().bootstrapServers()).isEqualTo("a:1,b:2");
        assertThat(config.kafka().clientProperties()).containsEntry("security.protocol", "SSL");
        assertThat(config.summaryLength()).isEqualTo(new SummaryLength(0.15, true));
        assertThat(config.checkpointInterval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void when_translationIsConfigured_then_itTakesSlotsOfItsOwn() {
        PipelineConfig without = PipelineConfig.of(LEAST);
        assertThat(without.translation().isOn()).isFalse();
        assertThat(without.slots()).isEqualTo(2);

        var values = new HashMap<>(LEAST);
        values.put("translate.models", "en-de=/a, de-en=/b");
        values.put("translate.targets", "DE-at");
        values.put("translate.parallelism", "3");
        PipelineConfig config = PipelineConfig.of(values);
        assertThat(config.slots()).isEqualTo(5);
        assertThat(config.routes().model("en-GB", "de-AT")).contains("/a");
        assertThat(config.routes().model("de", "en")).contains("/b");
        assertThat(config.routes().model("en", "fr")).isEmpty();
        assertThat(config.routes().targets()).containsExactly("de-AT");
    }

    @Test
    void when_aKeyHasItsOldName_then_itWorksWithAHint(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("job.properties"),
                        """
                        kafka.bootstrap-servers=host:9092
                        model.summarize=minilm
                        model.threads=2
                        summarize.documents=7
                        """);

        PipelineConfig config = PipelineConfig.load(file);

        assertThat(config.model().batching().intraOpThreads()).isEqualTo(2);
        assertThat(config.abstractive().documents()).isEqualTo(7);
        assertThat(PipelineConfig.hints(file))
                .containsExactly(
                        "model.summarize was renamed to encoder.model; the old key still works",
                        "model.threads was renamed to encoder.threads; the old key still works",
                        "summarize.documents was renamed to abstractive.documents; the old key"
                                + " still works");
    }

    @Test
    void when_aKeyHasBothNames_then_itIsRefused() {
        var values = new HashMap<>(LEAST);
        values.put("model.threads", "2");
        values.put("encoder.threads", "2");

        assertThatThrownBy(() -> PipelineConfig.of(values))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("encoder.threads is there by its old name, too");
    }

    @Test
    void when_aModelSummarizes_then_itsKeysCount() {
        assertThat(PipelineConfig.of(LEAST).abstractive().isOn()).isFalse();

        var values = new HashMap<>(LEAST);
        values.put("abstractive.model", "../../test-data/seq2seq/bart-merged");
        values.put("abstractive.prefix", "summarize:");
        values.put("abstractive.generation", "{\"max_new_tokens\": 12}");
        values.put("abstractive.chunk-tokens", "40");
        values.put("abstractive.batch-tokens", "512");
        AbstractiveConfig config = PipelineConfig.of(values).abstractive();
        assertThat(config.isOn()).isTrue();
        assertThat(config.settings().chunkTokens()).isEqualTo(40);
        assertThat(config.model().task().prefix()).isEqualTo("summarize:");
        assertThat(config.model().task().maxNewTokens()).isEqualTo(12);
        assertThat(config.options(config.model()).batching().tokenBudget()).isEqualTo(512);
        assertThat(config.options(config.model()).attention().cross()).hasSize(1);
        assertThat(PipelineConfig.of(values).slots()).isEqualTo(2);
    }

    @Test
    void when_pivotsAreConfigured_then_pairsWithoutAModelGoThroughThem() {
        var values = new HashMap<>(LEAST);
        values.put("translate.models", "de-en=/a,en-fr=/b,en-de=/c,fr-en=/d,de-it=/e");
        values.put("translate.pivots", "EN");
        Routes routes = PipelineConfig.of(values).routes();
        assertThat(routes.hops("de-AT", "fr"))
                .containsExactly(
                        new Routes.Hop("de-AT", "en", "/a"), new Routes.Hop("en", "fr", "/b"));
        assertThat(routes.hops("de", "it")).containsExactly(new Routes.Hop("de", "it", "/e"));
        assertThat(routes.hops("de", "de")).isEmpty();
        assertThat(routes.hops("it", "fr")).isEmpty();
    }

    @Test
    void when_flagsAreConfigured_then_theSettingsHaveThem() {
        var values = new HashMap<>(LEAST);
        values.put("translate.flags.log-probability", "-0.7");
        values.put("translate.flags.numbers", "off");
        values.put("translate.flags.source-coverage", "off");
        values.put("translate.flags.usual-length-ratio", "1.1");
        Thresholds thresholds = PipelineConfig.of(values).translation().settings().thresholds();
        assertThat(thresholds.usualRatio()).isEqualTo(1.1);
        assertThat(flags(thresholds, Metric.LOG_PROBABILITY, -0.71))
                .containsExactly(Flag.LOW_PROBABILITY);
        assertThat(flags(thresholds, Metric.LOG_PROBABILITY, -0.7)).isEmpty();
        assertThat(flags(thresholds, Metric.NUMBERS_DIFFER, 99)).isEmpty();
        assertThat(flags(thresholds, Metric.SOURCE_COVERAGE, 0)).isEmpty();
        assertThat(flags(thresholds, Metric.WORST_FIFTH_LOG_PROBABILITY, -3.1))
                .containsExactly(Flag.UNCERTAIN_WORDS);
    }

    private static List<Flag> flags(Thresholds thresholds, Metric metric, double value) {
        return thresholds.flags(metric, value);
    }

    @Test
    void when_topicsAreOthers_then_theyAreTakenAsTheyAre() throws Exception {
        var values = new HashMap<>(LEAST);
        values.put("kafka.topic-prefix", "p.");
        values.put("kafka.topics.documents", "news.raw");
        values.put("document.content-type", "Text/Plain");
        values.put("document.fields.text", "body.text");
        values.put("document.fields.id", "/meta/id");
        values.put("document.fields.metadata", "");
        values.put("document.headers", "traceparent, tracestate");
        values.put("salience.words", "off");
        PipelineConfig config = PipelineConfig.of(values);
        DocumentFormat format = config.documents().format();

        assertThat(config.kafka().topic("documents")).isEqualTo("news.raw");
        assertThat(config.kafka().topic("summaries")).isEqualTo("p.summaries");
        assertThat(format.contentType()).isEqualTo(ContentType.TEXT);
        assertThat(format.fields().path("text")).isEqualTo("body.text");
        assertThat(format.fields().root().below("metadata")).isNull();
        assertThat(config.documents().headers())
                .isEqualTo(PassedHeaders.parse("tracestate,traceparent"));
        assertThat(config.wordScores()).isFalse();
        assertThat(PipelineConfig.of(LEAST).wordScores()).isTrue();
    }

    @Test
    void when_aListSaysOneThingTwice_then_itCountsOnce() {
        var values = new HashMap<>(LEAST);
        values.put("translate.models", "en-de=/a,de-en=/b");
        values.put("translate.targets", "de, DE, de-AT, fr");
        values.put("translate.pivots", "en, EN, en-GB");
        values.put("document.default-tasks", "translate, Summarize,TRANSLATE");
        PipelineConfig config = PipelineConfig.of(values);

        assertThat(config.routes().targets()).containsExactly("de", "fr");
        assertThat(config.routes().pivots()).containsExactly("en");
        assertThat(config.tasks().defaults()).containsExactly("translate", "summarize");
    }

    @Test
    void when_aKeyIsMisspelt_then_theNearestIsNamed() {
        assertThatThrownBy(() -> with("sumary.length", "3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("unknown key sumary.length; did you mean summary.length?");
    }

    @Test
    void when_kafkaIsMissing_then_theKeyIsNamed() {
        assertThatThrownBy(() -> PipelineConfig.of(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("kafka.bootstrap-servers is missing, expected host:port");
    }

    @ParameterizedTest
    @CsvSource({
        "parallelism, two, a whole number from 1",
        "parallelism, 0, a whole number from 1",
        "chunk.tokens, 15, a whole number from 16",
        "checkpoint.interval, soon, a duration such as",
        "checkpoint.interval, 0 s, a duration such as",
        "summary.length, 0, a number of sentences such as 3",
        "summary.length, 101%, a number of sentences such as 3",
        "summary.prior, luck, 'none, position or'",
        "salience.method, magic, one of spotlight",
        "document.default-tasks, dance, tasks with commas",
        "guard, maybe, on or off",
        "encoder.model, gpt, one of [minilm]",
        "translate.models, en-de, pairs of languages with the folders",
        "translate.models, english-german=/x, pairs of languages with the folders",
        "translate.models, en-de=, pairs of languages with the folders",
        "translate.targets, german, BCP 47 tags",
        "translate.models, 'en-de=/a,en-de=/b', pairs of languages with the folders",
        "document.content-type, image/png, 'text/plain, text/html, text/markdown'",
        "document.content-type, '', 'text/plain, text/html, text/markdown'",
        "document.fields.text, '', a JSON pointer such as /body/text",
        "document.fields.id, a..b, a JSON pointer such as /body/text",
        "document.headers, content-type, '* for all, nothing for none'",
        "salience.words, yes, on or off",
        "translate.generation, num_beams=4, a JSON object",
        "translate.timeout, 0 s, a duration such as",
        "abstractive.generation, [], a JSON object",
        "abstractive.chunk-tokens, -1, a whole number from 0",
        "abstractive.documents, 0, a whole number from 1",
        "translate.pivots, en, languages that models of translate.models both write and read",
        "translate.pivots, english, languages such as en with commas",
        "translate.flags.log-probability, 0.5, 'a number from -1000 to 0, or off'",
        "translate.flags.log-probability, low, 'a number from -1000 to 0, or off'",
        "translate.flags.worst-fifth-log-probability, NaN, 'a number from -1000 to 0, or off'",
        "translate.flags.word-log-probability, 1, 'a number from -1000 to 0, or off'",
        "translate.flags.usual-length-ratio, 0, a number from 0.01 to 100",
        "translate.flags.usual-length-ratio, off, a number from 0.01 to 100",
        "translate.flags.shortest, 3.0, 'at most translate.flags.longest, which is 2.0'",
        "translate.flags.longest, -1, 'a number from 0 to 1000, or off'",
        "translate.flags.repetition, 0, 'a whole number from 1, or off'",
        "translate.flags.numbers, 1.5, 'a whole number from 1, or off'",
        "translate.flags.names, none, 'a whole number from 1, or off'",
        "translate.flags.source-coverage, 40, 'a number from 0 to 1, or off'",
        "translate.flags.unread-share, 1.1, 'a number from 0 to 1, or off'",
        "translate.flags.least-letters, -1, a whole number from 0"
    })
    void when_aValueIsWrong_then_keyValueAndExpectationAreNamed(
            String key, String value, String expected) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key + " = " + value + ", expected " + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "colour=off, 'detector ''colour'', expected one of unicode'",
        "unicode, 'rule ''unicode'', expected rules such as'",
        "off-topic=flag, reads each sentence once more with a model"
    })
    void when_aPolicyIsWrong_then_theMessageSaysWhy(String rules, String message) {
        assertThatThrownBy(() -> with("guard.policy", rules))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("guard.policy = " + rules + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void when_theGuardIsOff_then_noDetectorLooks() {
        assertThat(PipelineConfig.of(LEAST).guard()).isEqualTo(GuardPolicy.OF_TEXT);
        assertThat(with("guard", "off").guard().isOn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.topic-prefix, a b",
        "kafka.topics.documents, a b",
        "kafka.topics.documents, ''",
        "kafka.topics.documents, limelight.summaries",
        "kafka.max-record-bytes, 10",
        "kafka.replication-factor, 0",
        "kafka.transaction-timeout, 1 ms"
    })
    void when_kafkaRefusesAValue_then_itIsAConfigException(String key, String value) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void when_theFileIsNotThere_then_itIsNamed() {
        assertThatThrownBy(() -> PipelineConfig.load(Path.of("no-such.properties")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-such.properties");
    }

    private static PipelineConfig with(String key, String value) {
        var values = new HashMap<>(LEAST);
        values.put(key, value);
        return PipelineConfig.of(values);
    }

    @Test
    void when_aConfigurationIsShown_then_withoutSecrets(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("job.properties");
        Files.writeString(
                file,
                """
                kafka.bootstrap-servers=a:1
                kafka.properties.sasl.jaas.config=secret
                kafka.properties.ssl.key.password=secret
                kafka.properties.ssl.keystore.key=secret
                kafka.properties.plugin.token=secret
                kafka.properties.security.protocol=SSL
                """);
        Map<String, String> shown = PipelineConfig.shown(file);
        assertThat(shown)
                .containsEntry("kafka.bootstrap-servers", "a:1")
                .containsEntry("kafka.properties.security.protocol", "SSL")
                .containsEntry("kafka.properties.plugin.token", "(hidden)");
        assertThat(shown.values()).doesNotContain("secret");
    }

    @Test
    void when_onlyKafkaIsRead_then_changesCountFirstAndOnlyItsKeysAreChecked(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("job.properties");
        Files.writeString(
                file,
                """
                kafka.bootstrap-servers=a:1
                kafka.topic-prefix=x.
                kafka.properties.k=1
                translate.models=nonsense
                """);
        var kafka =
                PipelineConfig.kafka(
                        file, Map.of("kafka.topic-prefix", "y.", "kafka.properties.k", "2"));
        assertThat(kafka.bootstrapServers()).isEqualTo("a:1");
        assertThat(kafka.topicPrefix()).isEqualTo("y.");
        assertThat(kafka.clientProperties()).isEqualTo(Map.of("k", "2"));
        assertThatThrownBy(() -> PipelineConfig.kafka(file, Map.of("kafka.topic-prefx", "y")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean kafka.topic-prefix?");
    }
}
