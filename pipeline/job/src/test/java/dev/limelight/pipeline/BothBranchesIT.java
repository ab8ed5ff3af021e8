package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.RawProducer;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries and translations side by side, with the model that ships, through the real broker. */
class BothBranchesIT {

    private static final int SUMMARIES = 10;
    private static final int LONG_ONES = 3;

    /** More than a model of this size translates while a few documents are summarized. */
    private static final int SENTENCES = 1_000;

    private static final String PAGE =
            """
            <h1>The bridge</h1>
            <p>The <b>old bridge</b> was closed on Tuesday.
            It will open in <a href="/may?a=1&amp;b=2">May</a>.</p>
            <script>var text = "It is closed.";</script>
            """;

    @TempDir private Path checkpoints;

    /** One document is translated at a time, and no checkpoint waits for it. */
    @Test
    void when_translationsQueue_then_summariesAreCommittedBesideThem() throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            PipelineConfig config = config(broker, "queue", Map.of("translate.documents", "1"));
            try (var job = RunningJob.start(config, checkpoints);
                    var answers = new OutputTopics(config.kafka());
                    var producer = new RawProducer(config.kafka())) {
                IntStream.range(0, LONG_ONES)
                        .forEach(i -> producer.send("long" + i, json("translate", sentences())));
                String text = "The bridge was closed on Tuesday. It will open in May.";
                IntStream.range(0, SUMMARIES)
                        .forEach(i -> producer.send("short" + i, json("summarize", text)));
                answers.readAnswers(SUMMARIES);

                assertThat(answers.summaries())
                        .extracting(SummaryRecord::documentId)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, SUMMARIES).mapToObj(i -> "short" + i).toList());
                assertThat(answers.translations()).isEmpty();
                assertThat(job.isAlive()).isTrue();
            }
        }
    }

    @Test
    void when_aPageComes_then_itsTextIsTranslatedAndItsTagsAreKept() throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            PipelineConfig config = config(broker, "pages", Map.of());
            try (var job = RunningJob.start(config, checkpoints);
                    var answers = new OutputTopics(config.kafka());
                    var producer = new RawProducer(config.kafka())) {
                producer.send(
                        utf8("page"),
                        utf8(PAGE),
                        List.of(new RecordHeader("content-type", utf8("text/html"))));
                answers.readAnswers(2);

                assertThat(answers.deadLetters()).isEmpty();
                assertThat(answers.translations())
                        .singleElement()
                        .extracting(TranslationRecord::text)
                        .asString()
                        .startsWith("<h1>")
                        .contains("<b>", "Brücke", "</b>", "Mai</a>")
                        .contains("<a href=\"/may?a=1&amp;b=2\">")
                        .contains("<script>var text = \"It is closed.\";</script>");
                assertThat(answers.summaries())
                        .singleElement()
                        .satisfies(BothBranchesIT::standsInThePage);
                assertThat(job.isAlive()).isTrue();
            }
        }
    }

    /** Offsets are those of the page, so that its reader can mark the sentences. */
    private static void standsInThePage(SummaryRecord summary) {
        assertThat(summary.sentences())
                .isNotEmpty()
                .allSatisfy(
                        sentence ->
                                assertThat(PAGE.substring(sentence.start(), sentence.end()))
                                        .isEqualTo(sentence.text()));
    }

    private static String sentences() {
        return IntStream.range(0, SENTENCES)
                .mapToObj("In room %d the light was on until the morning."::formatted)
                .collect(Collectors.joining(" "));
    }

    private static String json(String task, String text) {
        return "{\"text\":\"%s\",\"tasks\":[\"%s\"],\"targets\":[\"de\"],\"language\":\"en\"}"
                .formatted(text, task);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static PipelineConfig config(
            LocalBroker broker, String name, Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(changes);
        values.put("translate.models", "en-de=" + Path.of("..", "..", "models", "limelight-en-de"));
        values.put("translate.targets", "de");
        values.put("document.default-tasks", "summarize,translate");
        return RunningJob.config(broker.bootstrapServers(), name, values);
    }
}
