package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.job.result.DeadLetters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssembleFunctionTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    private static final Document DOCUMENT =
            new Document(
                    Records.text("d", "A b. C d."),
                    "d",
                    "A b. C d.",
                    "en",
                    List.of(),
                    List.of("summarize"),
                    List.of(),
                    Map.of(),
                    List.of());

    private KeyedTwoInputStreamOperatorTestHarness<SourcePosition, Document, ChunkResult, Assembled>
            harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void when_chunksComeInAnyOrder_then_theyAreJoinedInTheirs() throws Exception {
        readings(2, 0);
        document();
        assertThat(joined()).isEmpty();
        readings(1);

        assertThat(joined()).containsExactly(List.of(0, 1, 2));
        assertNothingIsKept();
    }

    @Test
    void when_theDocumentComesLast_then_itIsComplete() throws Exception {
        readings(0, 1, 2);
        document();

        assertThat(joined()).containsExactly(List.of(0, 1, 2));
        assertNothingIsKept();
    }

    @Test
    void when_aChunkComesTwice_then_itCountsOnce() throws Exception {
        document();
        readings(0, 0, 0);
        assertThat(joined()).isEmpty();
        readings(1, 2);

        assertThat(joined()).containsExactly(List.of(0, 1, 2));
    }

    @Test
    void when_aChunkNeverComes_then_deadLetterNamesItAndStateIsCleared() throws Exception {
        document();
        readings(0, 2);
        harness.setProcessingTime(TIMEOUT.toMillis() - 1);
        assertThat(letters()).isEmpty();
        harness.setProcessingTime(TIMEOUT.toMillis());

        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.category()).isEqualTo(DeadLetterCategory.TIMEOUT);
                            assertThat(letter.stage()).isEqualTo("assemble");
                            assertThat(letter.source()).isEqualTo(DOCUMENT.original().source());
                            assertThat(letter.error()).contains("chunk 2 of 3", "assemble.timeout");
                        });
        assertNothingIsKept();
    }

    @Test
    void when_aChunkComesAfterTheDeadLetter_then_noSecondAnswerAndNothingStays() throws Exception {
        document();
        readings(0, 2);
        harness.setProcessingTime(TIMEOUT.toMillis());
        readings(1);
        harness.setProcessingTime(2 * TIMEOUT.toMillis());

        assertThat(joined()).isEmpty();
        assertThat(letters()).hasSize(1);
        assertNothingIsKept();
    }

    @Test
    void when_aChunkFailed_then_oneDeadLetterOnceAllAreThere() throws Exception {
        document();
        readings(0);
        var failure = new Failure(Stage.INFERENCE, DeadLetterCategory.MODEL_ERROR, "found NaN");
        harness.processElement2(new StreamRecord<>(reading(1, failure)));
        assertThat(letters()).isEmpty();
        readings(2);

        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.stage()).isEqualTo("inference");
                            assertThat(letter.category()).isEqualTo(DeadLetterCategory.MODEL_ERROR);
                            assertThat(letter.error()).isEqualTo("chunk 2 of 3: found NaN");
                        });
        assertThat(joined()).isEmpty();
        assertNothingIsKept();
    }

    @Test
    void when_restoredHalfWay_then_itGoesOnAndTheTimerStillRuns() throws Exception {
        document();
        readings(1, 2);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);

        restore(snapshot);
        readings(0);
        assertThat(joined()).containsExactly(List.of(0, 1, 2));
        assertNothingIsKept();

        restore(snapshot);
        harness.setProcessingTime(TIMEOUT.toMillis());
        assertThat(letters()).hasSize(1);
        assertNothingIsKept();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    SourcePosition, Document, ChunkResult, Assembled>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new AssembleFunction(TIMEOUT)),
                document -> document.original().source(),
                ChunkResult::source,
                TypeInformation.of(SourcePosition.class));
    }

    private void restore(OperatorSubtaskState snapshot) throws Exception {
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
    }

    private void document() throws Exception {
        harness.processElement1(new StreamRecord<>(DOCUMENT));
    }

    private void readings(int... sequences) throws Exception {
        for (int sequence : sequences) {
            harness.processElement2(new StreamRecord<>(reading(sequence, null)));
        }
    }

    private static ChunkResult reading(int sequence, Failure failure) {
        return new ChunkResult(
                DOCUMENT.original().source(),
                sequence,
                3,
                3,
                List.of(),
                List.of(),
                null,
                failure,
                new ModelRef("minilm", "1"),
                0,
                0);
    }

    private List<List<Integer>> joined() {
        return harness.extractOutputValues().stream()
                .map(assembled -> assembled.results().stream().map(ChunkResult::sequence).toList())
                .toList();
    }

    private List<DeadLetterRecord> letters() {
        var output = harness.getSideOutput(DeadLetters.TAG);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }

    private void assertNothingIsKept() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }
}
