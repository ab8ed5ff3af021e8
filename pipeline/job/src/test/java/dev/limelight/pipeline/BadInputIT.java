package dev.limelight.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.Contract;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.RawProducer;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that the contract lists as bad input, through the real broker and the real job, with
 * good documents before, between and after. The answers are read once; each test looks at its own.
 */
class BadInputIT {

    private static final String GOOD = "The bridge was closed on Tuesday. It will open in May.";
    private static final Set<String> OF_THE_SUMMARY =
            Set.of(Flag.WHOLE_DOCUMENT.wireName(), Flag.SENTENCE_CUT.wireName());
    private static final String TWICE = "same id twice";
    private static final List<BadInput> INPUTS = BadInput.all();
    private static final Map<String, SourcePosition> POSITIONS = new HashMap<>();
    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
    private static RunningJob job;
    private static OutputTopics answers;

    @BeforeAll
    static void sendAll(@TempDir Path checkpoints) throws Exception {
        PipelineConfig config = config();
        job = RunningJob.start(config, checkpoints);
        answers = new OutputTopics(config.kafka());
        try (var producer = new RawProducer(config.kafka());
                var checked = new DocumentProducer(config.kafka())) {
            for (int i = 0; i < INPUTS.size(); i++) {
                producer.send(good(i), json(good(i)));
                send(producer, INPUTS.get(i));
            }
            producer.send(TWICE, json(TWICE));
            producer.send(TWICE, json(TWICE));
            checked.sendText("above Kafka's limit", new byte[BadInput.MAX_RECORD_BYTES]);
            checked.flush();
            answers.readAnswers(letters() + results());
            producer.send("after all", json("after all"));
            answers.readAnswers(letters() + results() + 1);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        answers.close();
        job.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void when_inputIsBad_then_oneAnswerForEachTask(BadInput input) {
        List<DeadLetterRecord> letters = lettersAt(POSITIONS.get(input.name()));
        assertThat(letters).hasSameSizeAs(input.refused());
        input.refused().forEach(refused -> assertRefused(input, refused, letters));

        assertThat(summaries(input.id())).hasSize(resultsOf(input));
        if (input.text() != null) {
            SummaryRecord summary = summaries(input.id()).get(0);
            Contract.assertKept(input.text(), summary, saliences(input.id()).get(0));
            assertThat(summary.flags())
                    .filteredOn(flag -> !OF_THE_SUMMARY.contains(flag))
                    .containsExactlyInAnyOrderElementsOf(input.flags());
        }
    }

    @Test
    void when_recordIsAboveKafkasLimit_then_producerWritesTheDeadLetter() {
        assertThat(lettersOf("above Kafka's limit"))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.stage()).isEqualTo("produce");
                            assertThat(letter.category()).isEqualTo(DeadLetterCategory.TOO_LARGE);
                            assertThat(letter.source().offset()).isEqualTo(-1);
                            assertThat(letter.value()).isNull();
                            assertThat(letter.error()).contains("left out", "524288");
                        });
    }

    @Test
    void when_anIdComesTwice_then_eachDocumentHasItsResult() {
        assertThat(summaries(TWICE)).hasSize(2);
        assertThat(saliences(TWICE)).hasSize(2);
        Contract.assertKept(GOOD, summaries(TWICE).get(1), saliences(TWICE).get(0));
    }

    @Test
    void when_badInputIsBetween_then_goodDocumentsComeOutOnceEach() {
        IntStream.range(0, INPUTS.size())
                .forEach(
                        i -> {
                            assertThat(summaries(good(i))).hasSize(1);
                            assertThat(saliences(good(i))).hasSize(1);
                        });
    }

    @Test
    void when_allIsAnswered_then_theJobGoesOnAndNothingElseWasWritten() throws Exception {
        assertThat(job.isAlive()).isTrue();
        assertThat(summaries("after all")).hasSize(1);
        assertThat(answers.summaries()).hasSize(results() + 1);
        assertThat(answers.saliences()).hasSize(results() + 1);
        assertThat(answers.deadLetters()).hasSize(letters());
    }

    static List<BadInput> inputs() {
        return INPUTS;
    }

    private static void assertRefused(
            BadInput input, BadInput.Refused refused, List<DeadLetterRecord> letters) {
        assertThat(letters)
                .filteredOn(letter -> Objects.equals(letter.task(), refused.task()))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.documentId()).isEqualTo(input.id());
                            assertThat(letter.stage()).isEqualTo(refused.stage());
                            assertThat(letter.category()).isEqualTo(refused.category());
                            assertThat(letter.error()).contains(refused.error());
                            assertThat(letter.attempts()).isEqualTo(1);
                            assertThat(letter.value()).isEqualTo(input.value());
                            assertThat(letter.headers()).isEqualTo(headers(input));
                        });
    }

    private static PipelineConfig config() {
        return RunningJob.config(
                BROKER.bootstrapServers(),
                "bad",
                Map.of(
                        "kafka.max-record-bytes", String.valueOf(BadInput.MAX_RECORD_BYTES),
                        "document.max-characters", String.valueOf(BadInput.MAX_CHARACTERS)));
    }

    private static void send(RawProducer producer, BadInput input) throws Exception {
        SourcePosition position = producer.send(input.key(), input.value(), input.headers());
        assertThat(POSITIONS.put(input.name(), position)).as("two named " + input).isNull();
    }

    private static String good(int number) {
        return "good " + number;
    }

    private static String json(String id) {
        return "{\"id\":\"%s\",\"text\":\"%s\"}".formatted(id, GOOD);
    }

    private static int results() {
        return INPUTS.size() + 2 + INPUTS.stream().mapToInt(BadInputIT::resultsOf).sum();
    }

    private static int resultsOf(BadInput input) {
        return input.text() == null ? 0 : 1;
    }

    private static int letters() {
        return 1 + INPUTS.stream().mapToInt(input -> input.refused().size()).sum();
    }

    private static List<DeadLetterRecord> lettersAt(SourcePosition position) {
        return answers.deadLetters().stream().filter(l -> l.source().equals(position)).toList();
    }

    private static List<DeadLetterRecord> lettersOf(String id) {
        return answers.deadLetters().stream().filter(l -> id.equals(l.documentId())).toList();
    }

    private static List<SummaryRecord> summaries(String id) {
        return answers.summaries().stream().filter(s -> s.documentId().equals(id)).toList();
    }

    private static List<SalienceRecord> saliences(String id) {
        return answers.saliences().stream().filter(s -> s.documentId().equals(id)).toList();
    }

    private static Map<String, String> headers(BadInput input) {
        return input.headers().stream().collect(Collectors.toMap(Header::key, BadInputIT::latin1));
    }

    private static String latin1(Header header) {
        return header.value() == null ? "" : new String(header.value(), ISO_8859_1);
    }
}
