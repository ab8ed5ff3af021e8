package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.inflight.InFlightLimit;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real engine behind Flink's asynchronous operator. */
@Tag("slow")
class AbstractiveFunctionTest {

    private static final String TEXT = "The bridge was closed on Tuesday. It is old. ";
    private static final String FEW = "{\"max_new_tokens\": 8}";

    /** Never ends a text, so that a document takes long. */
    private static final String LONG =
            "{\"max_new_tokens\": 40, \"eos_token_id\": [], \"forced_eos_token_id\": null}";

    @Test
    void when_documentsCome_then_eachHasOneSummary() throws Exception {
        try (var harness = harness(config("bart-merged", FEW))) {
            harness.open();
            harness.processElement(document("short", TEXT));
            harness.processElement(document("long", TEXT.repeat(40)));
            harness.processElement(document("again", TEXT));
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(done -> done.document().id())
                    .containsExactlyInAnyOrder("short", "long", "again");
            assertThat(harness.extractOutputValues())
                    .allSatisfy(done -> assertThat(done.failure()).isNull());
            assertThat(harness.extractOutputValues())
                    .filteredOn(done -> done.document().id().equals("long"))
                    .singleElement()
                    .satisfies(done -> assertThat(summary(done).chunks()).isGreaterThan(5));
        }
    }

    @Test
    void when_theModelRefuses_then_theDocumentFailsAndTheJobGoesOn() throws Exception {
        try (var harness = harness(config("bart-merged", "{\"max_new_tokens\": 49}"))) {
            harness.open();
            harness.processElement(document("d", TEXT));
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            done -> {
                                assertThat(done.result()).isNull();
                                assertThat(done.failure().category())
                                        .isEqualTo(DeadLetterCategory.TOO_LARGE);
                                assertThat(done.failure().error())
                                        .startsWith("part 1 of ")
                                        .contains("49 tokens, expected 1 to 48");
                            });
        }
    }

    @Test
    void when_aDocumentIsLate_then_itFailsWithATimeoutAndItsWorkStops() throws Exception {
        try (var harness = harness(config("bart-merged", LONG, Duration.ofMillis(1)))) {
            harness.open();
            harness.processElement(document("late", TEXT.repeat(4_000)));
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            done -> {
                                assertThat(done.failure().category())
                                        .isEqualTo(DeadLetterCategory.TIMEOUT);
                                assertThat(done.failure().error()).contains("abstractive.timeout");
                            });
        }
    }

    @Test
    void when_documentsAreInFlightAtASnapshot_then_theyAreSummarizedAfterIt() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(config("bart-merged", LONG))) {
            harness.open();
            harness.processElement(document("a", TEXT.repeat(2_000)));
            harness.processElement(document("b", TEXT.repeat(2_000)));
            snapshot = harness.snapshot(1, 1);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
        try (var harness = harness(config("bart-merged", "{\"max_new_tokens\": 2}"))) {
            harness.initializeState(snapshot);
            harness.open();
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(done -> done.document().id())
                    .containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void when_theConfigurationIsBroken_then_theJobDoesNotStart() throws Exception {
        try (var harness = harness(config("no-such-bundle", FEW))) {
            assertThatThrownBy(harness::open).isInstanceOf(ModelException.class);
        }
        try (var harness = harness(config("bart-merged", "{\"do_sample\": true}"))) {
            assertThatThrownBy(harness::open)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("do_sample");
        }
    }

    private static AbstractiveSummary summary(Outcome<AbstractiveSummary> done) {
        return Objects.requireNonNull(done.result());
    }

    private static StreamRecord<Document> document(String id, String text) {
        return new StreamRecord<>(Documents.of(id, "en", text.strip()));
    }

    private static AbstractiveConfig config(String bundle, String generation) {
        return config(bundle, generation, Duration.ofHours(1));
    }

    private static AbstractiveConfig config(String bundle, String generation, Duration longest) {
        return new AbstractiveConfig(
                Path.of("..", "..", "test-data", "seq2seq", bundle).toString(),
                AbstractiveConfig.OWN_PREFIX,
                generation,
                AbstractiveSettings.DEFAULT,
                1,
                1024,
                2,
                longest);
    }

    private static OneInputStreamOperatorTestHarness<Document, Outcome<AbstractiveSummary>> harness(
            AbstractiveConfig config) throws Exception {
        var operator =
                new AsyncWaitOperatorFactory<>(
                        new AbstractiveFunction(
                                config, new SummaryLength(3, false), new InFlightLimit()),
                        0,
                        4,
                        AsyncDataStream.OutputMode.UNORDERED);
        OneInputStreamOperatorTestHarness<Document, Outcome<AbstractiveSummary>> harness =
                new OneInputStreamOperatorTestHarness<>(
                        operator,
                        TypeInformation.of(Document.class)
                                .createSerializer(new SerializerConfigImpl()));
        harness.setup(
                TypeInformation.of(new TypeHint<Outcome<AbstractiveSummary>>() {})
                        .createSerializer(new SerializerConfigImpl()));
        return harness;
    }
}
