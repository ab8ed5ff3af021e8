package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.Contract;
import dev.limelight.pipeline.fixture.NumberedDocuments;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.RawProducer;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job with a model that summarizes in its own words, through the real broker. */
class AbstractiveIT {

    private static final int DOCUMENTS = 60;

    @Test
    void when_aModelSummarizes_then_eachDocumentHasOneAnswer(@TempDir Path checkpoints)
            throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            PipelineConfig config = config(broker, "abstracts", Map.of());
            try (var job = RunningJob.start(config, checkpoints);
                    var answers = new OutputTopics(config.kafka())) {
                NumberedDocuments.send(config.kafka(), 0, DOCUMENTS);
                answers.readAnswers(DOCUMENTS);

                NumberedDocuments.assertEachOnce(answers, DOCUMENTS);
                assertThat(job.isAlive()).isTrue();
                assertThat(answers.summaries())
                        .allSatisfy(
                                summary -> {
                                    assertThat(summary.method()).isEqualTo("abstractive");
                                    assertThat(summary.coverage()).isEqualTo(1);
                                    assertThat(summary.sentences()).isNotEmpty();
                                });
                assertThat(answers.saliences())
                        .extracting(SalienceRecord::method)
                        .containsOnly("cross-attention");
            }
        }
    }

    @Test
    void when_inputIsBad_then_oneAnswerForEachTask(@TempDir Path checkpoints) throws Exception {
        List<BadInput> inputs = BadInput.all();
        try (LocalBroker broker = LocalBroker.start()) {
            PipelineConfig config =
                    config(
                            broker,
                            "bad-abstracts",
                            Map.of(
                                    "kafka.max-record-bytes",
                                    String.valueOf(BadInput.MAX_RECORD_BYTES),
                                    "document.max-characters",
                                    String.valueOf(BadInput.MAX_CHARACTERS)));
            try (var job = RunningJob.start(config, checkpoints);
                    var answers = new OutputTopics(config.kafka())) {
                Map<BadInput, SourcePosition> positions = sent(inputs, config);
                answers.readAnswers(expected(inputs));
                answers.readToEnd();

                positions.forEach((input, position) -> check(input, position, answers));
                assertThat(answers.count()).isEqualTo(expected(inputs));
                assertThat(job.isAlive()).isTrue();
            }
        }
    }

    private static Map<BadInput, SourcePosition> sent(List<BadInput> inputs, PipelineConfig config)
            throws Exception {
        Map<BadInput, SourcePosition> positions = new HashMap<>();
        try (var producer = new RawProducer(config.kafka())) {
            for (BadInput input : inputs) {
                positions.put(input, producer.send(input.key(), input.value(), input.headers()));
            }
        }
        return positions;
    }

    private static int expected(List<BadInput> inputs) {
        return inputs.stream()
                .mapToInt(input -> input.refused().size() + (input.text() == null ? 0 : 1))
                .sum();
    }

    private static void check(BadInput input, SourcePosition position, OutputTopics answers) {
        assertThat(answers.deadLetters())
                .as(input.name())
                .filteredOn(letter -> letter.source().equals(position))
                .extracting(DeadLetterRecord::category)
                .containsExactlyInAnyOrderElementsOf(
                        input.refused().stream().map(refused -> refused.category()).toList());
        List<SummaryRecord> summaries =
                answers.summaries().stream()
                        .filter(summary -> summary.documentId().equals(input.id()))
                        .toList();
        assertThat(summaries).as(input.name()).hasSize(input.text() == null ? 0 : 1);
        if (input.text() != null) {
            SalienceRecord light =
                    answers.saliences().stream()
                            .filter(salience -> salience.documentId().equals(input.id()))
                            .findFirst()
                            .orElseThrow();
            Contract.assertKept("abstractive", input.text(), summaries.get(0), light);
        }
    }

    private static PipelineConfig config(
            LocalBroker broker, String name, Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(changes);
        values.put(
                "abstractive.model",
                Path.of("..", "..", "test-data", "seq2seq", "bart-merged").toString());
        values.put("abstractive.generation", "{\"min_new_tokens\": 4, \"max_new_tokens\": 12}");
        return RunningJob.config(broker.bootstrapServers(), name, values);
    }
}
