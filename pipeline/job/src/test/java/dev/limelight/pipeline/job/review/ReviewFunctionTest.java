package dev.limelight.pipeline.job.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.review.Held;
import dev.limelight.pipeline.review.ReviewConfig;
import dev.limelight.pipeline.review.ReviewConfig.OnExpiry;
import dev.limelight.pipeline.review.ReviewDesk;
import dev.limelight.pipeline.review.ReviewMode;
import dev.limelight.pipeline.review.ReviewPolicy;
import dev.limelight.pipeline.review.ReviewTimes;
import dev.limelight.pipeline.review.Reviews;
import dev.limelight.pipeline.translate.route.TranslationConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReviewFunctionTest {

    private static final int MAX_PARALLELISM = 16;
    private static final long LEASE = 100;
    private static final long TO_DECIDE = 1_000;

    private static final TranslationConfig NO_MODELS =
            PipelineConfig.of(Map.of("kafka.bootstrap-servers", "localhost:9092")).translation();

    private final List<Harness> open = new ArrayList<>();
    private final List<OutputRecord> before = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (Harness each : open) {
            each.close();
        }
    }

    @Test
    void when_stateIsKept_then_withoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Held.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(
                dev.limelight.pipeline.review.ReviewStatus.class);
    }

    @Test
    void when_aReviewEnds_then_nothingIsHeldAndLaterItIsForgotten() throws Exception {
        Harness harness = open(1, 0, 100, null);
        hold(harness, "0-1-translate-de");
        assertThat(topics()).containsExactly("reviews");
        decide(harness, "0-1-translate-de", DecisionAction.APPROVE, 1);
        assertThat(topics()).containsExactly("reviews", "translations", "reviews");
        decide(harness, "0-1-translate-de", DecisionAction.APPROVE, 1);
        assertThat(topics()).as("the same decision again").hasSize(3);
        decide(harness, "0-1-translate-de", DecisionAction.REJECT, 2);
        assertThat(topics()).hasSize(4).last().isEqualTo("alerts");
        hold(harness, "0-1-translate-de");
        assertThat(topics()).as("the same output again").hasSize(4);

        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        harness.setProcessingTime(Duration.ofDays(8).toMillis());
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(outputs()).last().satisfies(record -> assertThat(record.value()).isNull());
    }

    @Test
    void when_timePasses_then_leasesEndAndOutputsExpire() throws Exception {
        Harness harness = open(1, 0, 100, null);
        hold(harness, "0-1-translate-de");
        decide(harness, "0-1-translate-de", DecisionAction.CLAIM, 1);
        assertThat(last().claimedBy()).isEqualTo("anna");
        harness.setProcessingTime(LEASE - 1);
        assertThat(topics()).hasSize(2);
        harness.setProcessingTime(LEASE);
        assertThat(last().state().wireName()).isEqualTo("pending");
        harness.setProcessingTime(TO_DECIDE);
        assertThat(topics()).endsWith("translations", "reviews");
        assertThat(last().state().wireName()).isEqualTo("expired");
    }

    /** As after a savepoint: claimed, pending and decided reviews, from one subtask to three. */
    @Test
    void when_restoredWithAnotherParallelism_then_eachReviewEndsOnce() throws Exception {
        int number = 60;
        Harness one = open(1, 0, number, null);
        for (int i = 0; i < number; i++) {
            hold(one, id(i));
            if (i % 3 == 0) {
                decide(one, id(i), DecisionAction.CLAIM, 1);
            } else if (i % 3 == 1) {
                decide(one, id(i), DecisionAction.APPROVE, 1);
            }
        }
        OperatorSubtaskState snapshot = one.snapshot(1, 1);
        before.addAll(one.extractOutputValues());
        one.close();
        open.remove(one);

        List<Harness> three = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            three.add(open(3, subtask, number, snapshot));
        }
        for (int i = 0; i < number; i++) {
            Harness harness = three.get(Harness.subtask(id(i), 3));
            decide(harness, id(i), DecisionAction.APPROVE, 2);
            hold(harness, id(i));
        }

        assertThat(keys("translations")).hasSize(number);
        assertThat(keys("alerts"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, number)
                                .filter(i -> i % 3 == 1)
                                .mapToObj(ReviewFunctionTest::id)
                                .toList());
        for (Harness harness : three) {
            harness.setProcessingTime(TO_DECIDE + LEASE);
        }
        assertThat(keys("translations")).as("and none expires").hasSize(number);
    }

    @Test
    void when_restored_then_timersStillRunAndTheLimitStillCounts() throws Exception {
        Harness first = open(1, 0, 2, null);
        hold(first, id(0));
        hold(first, id(1));
        decide(first, id(1), DecisionAction.CLAIM, 1);
        OperatorSubtaskState snapshot = first.snapshot(1, 1);
        first.close();
        open.remove(first);

        Harness second = open(1, 0, 2, snapshot);
        hold(second, id(2));
        hold(second, id(3));
        assertThat(topics()).containsExactly("translations", "alerts", "translations");
        assertThat(new String(outputs().get(0).value(), StandardCharsets.UTF_8))
                .contains("unreviewed");
        second.setProcessingTime(TO_DECIDE);
        assertThat(keys("translations")).hasSize(4);
        hold(second, id(4));
        assertThat(last().reviewId()).isEqualTo(id(4));
    }

    private static String id(int number) {
        return "0-" + number + "-translate-de";
    }

    /** The operator with a function of its own. */
    private static final class Harness
            extends KeyedTwoInputStreamOperatorTestHarness<
                    String, Held, InputRecord, OutputRecord> {

        Harness(int maxHeld, int parallelism, int subtask) throws Exception {
            super(
                    new ReviewOperator(
                            new ReviewFunction(Reviews.RECORDS, config(maxHeld), NO_MODELS)),
                    Held::reviewId,
                    ReviewDesk::reviewOf,
                    Types.STRING,
                    MAX_PARALLELISM,
                    parallelism,
                    subtask);
        }

        static int subtask(String id, int parallelism) {
            return org.apache.flink.runtime.state.KeyGroupRangeAssignment
                    .assignKeyToParallelOperator(id, MAX_PARALLELISM, parallelism);
        }
    }

    private static ReviewConfig config(int maxHeld) {
        return new ReviewConfig(
                new ReviewPolicy(ReviewMode.ALL, Map.of(), 1, ReviewPolicy.HARD, 0),
                new ReviewTimes(
                        Duration.ofMillis(LEASE), Duration.ofMillis(TO_DECIDE), Duration.ofDays(7)),
                OnExpiry.RELEASE,
                false,
                maxHeld);
    }

    private Harness open(int parallelism, int subtask, int maxHeld, OperatorSubtaskState snapshot)
            throws Exception {
        var harness = new Harness(maxHeld, parallelism, subtask);
        open.add(harness);
        if (snapshot != null) {
            harness.initializeState(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, MAX_PARALLELISM, 1, parallelism, subtask));
        }
        harness.open();
        return harness;
    }

    private static void hold(Harness harness, String id) throws Exception {
        harness.processElement1(new StreamRecord<>(Reviews.held(id)));
    }

    private static void decide(Harness harness, String id, DecisionAction action, long at)
            throws Exception {
        var decision = new DecisionRecord(id, action, null, null, "anna", null, at);
        harness.processElement2(
                new StreamRecord<>(
                        new InputRecord(
                                new SourcePosition("limelight.decisions", 0, at),
                                1,
                                id.getBytes(StandardCharsets.UTF_8),
                                RecordCodec.encode(decision),
                                Map.of())));
    }

    private List<OutputRecord> outputs() {
        List<OutputRecord> all = new ArrayList<>(before);
        open.forEach(harness -> all.addAll(harness.extractOutputValues()));
        return all;
    }

    private List<String> topics() {
        return outputs().stream().map(OutputRecord::topic).toList();
    }

    private List<String> keys(String topic) {
        return outputs().stream()
                .filter(record -> record.topic().equals(topic))
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    private ReviewRecord last() throws Exception {
        List<OutputRecord> reviews =
                outputs().stream().filter(record -> record.topic().equals("reviews")).toList();
        return RecordCodec.decode(reviews.get(reviews.size() - 1).value(), ReviewRecord.class);
    }
}
