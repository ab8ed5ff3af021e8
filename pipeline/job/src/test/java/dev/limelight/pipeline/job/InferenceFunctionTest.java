package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.inference.ChunkResult;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real model behind Flink's asynchronous operator. */
@Tag("slow")
class InferenceFunctionTest {

    private static final long TIMEOUT_MS = 60_000;

    /** Waits long for company, so that requests are in flight when a test looks. */
    private static final EncoderOptions SLOW =
            EncoderOptions.defaults()
                    .withBatching(new BatchOptions(0, 1024, Duration.ofSeconds(2), 512));

    @Test
    void when_aChunkIsRead_then_theModelsGlanceFallsOnItsParts() throws Exception {
        try (var harness = harness(EncoderOptions.defaults())) {
            harness.open();
            harness.processElement(new StreamRecord<>(chunk(0, "A bridge is closed.")));
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            reading -> {
                                assertThat(reading.failure()).isNull();
                                assertThat(reading.characters()).isEqualTo(19);
                                assertThat(reading.attention().partTokens()).hasSize(1);
                                assertThat(reading.attention().width()).isEqualTo(384);
                            });
        }
    }

    @Test
    void when_theModelRefusesAChunk_then_onlyThatOneFails() throws Exception {
        try (var harness = harness(EncoderOptions.defaults())) {
            harness.open();
            harness.processElement(new StreamRecord<>(chunk(0, "A bridge is closed.")));
            harness.processElement(new StreamRecord<>(chunk(1, "word ".repeat(2_000))));
            harness.processElement(new StreamRecord<>(chunk(2, "It is old.")));
            harness.endInput();

            List<ChunkResult> readings = harness.extractOutputValues();
            assertThat(readings)
                    .extracting(ChunkResult::sequence)
                    .containsExactlyInAnyOrder(0, 1, 2);
            assertThat(readings)
                    .filteredOn(reading -> reading.failure() != null)
                    .singleElement()
                    .satisfies(
                            reading -> {
                                assertThat(reading.sequence()).isEqualTo(1);
                                assertThat(reading.failure().category())
                                        .isEqualTo(DeadLetterCategory.TOO_LARGE);
                            });
        }
    }

    @Test
    void when_requestsAreInFlightAtASnapshot_then_theyAreMadeAgainAfterIt() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(SLOW)) {
            harness.open();
            harness.processElement(new StreamRecord<>(chunk(0, "A bridge is closed.")));
            harness.processElement(new StreamRecord<>(chunk(1, "It is old.")));
            snapshot = harness.snapshot(1, 1);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
        try (var harness = harness(SLOW)) {
            harness.initializeState(snapshot);
            harness.open();
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(ChunkResult::sequence)
                    .containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void when_theModelIsLate_then_theChunkFailsWithATimeout() throws Exception {
        try (var harness = harness(SLOW)) {
            harness.open();
            harness.processElement(new StreamRecord<>(chunk(0, "A bridge is closed.")));
            harness.setProcessingTime(TIMEOUT_MS + 1);
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            reading ->
                                    assertThat(reading.failure().category())
                                            .isEqualTo(DeadLetterCategory.TIMEOUT));
        }
    }

    private static OneInputStreamOperatorTestHarness<Chunk, ChunkResult> harness(
            EncoderOptions options) throws Exception {
        var operator =
                new AsyncWaitOperatorFactory<>(
                        new InferenceFunction(options, false),
                        TIMEOUT_MS,
                        8,
                        AsyncDataStream.OutputMode.UNORDERED);
        return new OneInputStreamOperatorTestHarness<>(
                operator,
                TypeInformation.of(Chunk.class).createSerializer(new SerializerConfigImpl()));
    }

    private static Chunk chunk(int sequence, String text) {
        return new Chunk(
                new SourcePosition("limelight.documents", 0, 7),
                sequence,
                3,
                0,
                text,
                List.of(new SentencePart(0, 0, text.length())),
                List.of());
    }
}
