package dev.limelight.pipeline.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.ReviewState;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.review.ReviewConfig.OnExpiry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewDeskTest {

    private static final long LEASE = 100;
    private static final long TO_DECIDE = 1_000;
    private static final long REMEMBERED = 5_000;

    private final List<OutputRecord> out = new ArrayList<>();
    private Held held;
    private ReviewStatus status;
    private ReviewDesk desk;
    private long now;
    private long offset;

    @BeforeEach
    void hold() {
        open(OnExpiry.RELEASE);
    }

    @Test
    void when_anOutputIsHeld_then_itsReviewGoesOutAndNothingElse() {
        assertThat(out).hasSize(1);
        assertThat(review().state()).isEqualTo(ReviewState.PENDING);
        assertThat(review().reviewId()).isEqualTo(Reviews.ID);
        assertThat(review().expiresAt()).isEqualTo(TO_DECIDE);
        assertThat(review().text()).isEqualTo(Reviews.SOURCE);
        assertThat(review().result()).contains("Zwei Lampen.");
        take(desk.hold(held, status, now));
        assertThat(out).as("the same again, after a failure").hasSize(1);
    }

    @Test
    void when_itIsApproved_then_theSameResultGoesOutWithTheReviewInIt() {
        decide(DecisionAction.APPROVE, "anna");

        TranslationRecord result = only("translations", TranslationRecord.class);
        assertThat(result.review().action()).isEqualTo(DecisionAction.APPROVE);
        assertThat(result.review().reviewer()).isEqualTo("anna");
        assertThat(result.review().reviewId()).isEqualTo(Reviews.ID);
        assertThat(result.text()).isEqualTo(Reviews.translation().text());
        assertThat(result.quality()).isNotEmpty();
        assertThat(review().state()).isEqualTo(ReviewState.DECIDED);
        assertThat(review().decision().reviewer()).isEqualTo("anna");
    }

    @Test
    void when_itIsRejected_then_aDeadLetterSaysByWhomAndWhy() {
        take(
                desk.decide(
                        Reviews.record(
                                "{\"action\":\"reject\",\"reviewer\":\"anna\",\"comment\":\"wrong\"}",
                                1),
                        held,
                        status,
                        now));

        DeadLetterRecord letter = only("dead-letters", DeadLetterRecord.class);
        assertThat(letter.category().wireName()).isEqualTo("rejected");
        assertThat(letter.error()).isEqualTo("into de: anna has rejected the output: wrong");
        assertThat(letter.source()).isEqualTo(held.original().source());
        assertThat(letter.value()).isEqualTo(held.original().value());
        assertThat(finals()).isEqualTo(1);
    }

    @Test
    void when_anEditFitsNoSegment_then_itIsRefusedAndTheReviewStands() {
        refused(
                "{\"action\":\"edit\",\"reviewer\":\"a\",\"segments\":[{\"index\":3,\"text\":\"x\"}]}",
                "segment 3, expected one of 0 to 2");
        refused(
                "{\"action\":\"edit\",\"reviewer\":\"a\",\"segments\":[{\"index\":0,\"text\":\"x\"},"
                        + "{\"index\":0,\"text\":\"y\"}]}",
                "segment 0 twice");
        refused(
                "{\"action\":\"edit\",\"reviewer\":\"a\",\"text\":\"%s\"}"
                        .formatted("x".repeat(70_000)),
                "expected at most");
        decide(DecisionAction.EDIT, "a");
        assertThat(only("translations", TranslationRecord.class).text()).endsWith("Drei!");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|no decision",
                "[]|no decision",
                "{\"action\":\"approve\"}|\"reviewer\" is missing",
                "{\"action\":\"approve\",\"reviewer\":\" \"}|\"reviewer\" is blank",
                "{\"action\":\"burn\",\"reviewer\":\"a\"}|action \"burn\", expected one of [claim",
                "{\"action\":\"edit\",\"reviewer\":\"a\"}|edit with neither text nor segments",
                "{\"action\":\"edit\",\"reviewer\":\"a\",\"text\":\" \"}|is blank",
                "{\"action\":\"claim\",\"reviewer\":\"a\",\"text\":\"x\"}|claim with a text or segments",
                "{\"action\":\"edit\",\"reviewer\":\"a\",\"segments\":[{\"index\":1.5,\"text\":\"x\"}]}|whole number",
                "{\"action\":\"edit\",\"reviewer\":\"a\",\"segments\":[null]}|without an index",
                "{\"action\":\"approve\",\"reviewer\":7}|\"reviewer\" is \"7\", expected a string",
                "{\"action\":\"approve\",\"reviewer\":\"\\ud800\"}|surrogate"
            })
    void when_aDecisionIsNone_then_anAlertSaysWhyAndTheReviewStands(String json, String why) {
        refused(json, why);
        assertThat(status.state()).isEqualTo(ReviewState.PENDING);
    }

    @Test
    void when_theDecisionIsATombstoneOrOnAnUnknownReview_then_itIsRefused() {
        refused(null, "tombstone");
        out.clear();
        var decision = Reviews.record(Reviews.decision(DecisionAction.APPROVE, "a", 1), 4);
        Turn turn = desk.decide(decision, null, null, now);
        assertThat(turn.status()).isNull();
        assertThat(turn.outputs()).hasSize(1);
        AlertRecord alert = decoded(turn.outputs().get(0), AlertRecord.class);
        assertThat(alert.error()).startsWith("there is no review " + Reviews.ID);
        assertThat(alert.source().offset()).isEqualTo(4);
        assertThat(alert.kind().wireName()).isEqualTo("decision-refused");
    }

    @Test
    void when_somebodyHasClaimedIt_then_othersAreRefusedUntilTheLeaseEnds() {
        decide(DecisionAction.CLAIM, "anna");
        assertThat(review().claimedBy()).isEqualTo("anna");
        assertThat(review().claimedUntil()).isEqualTo(LEASE);
        for (var action : List.of(DecisionAction.APPROVE, DecisionAction.CLAIM)) {
            decide(action, "ben");
            assertThat(last("alerts", AlertRecord.class).error()).contains("claimed by anna until");
        }
        decide(DecisionAction.RELEASE, "ben");
        assertThat(last("alerts", AlertRecord.class).error()).contains("ben has not claimed");
        pass(60);
        decide(DecisionAction.CLAIM, "anna");
        assertThat(review().claimedUntil()).as("renewed").isEqualTo(60 + LEASE);
        pass(40);
        assertThat(status.state()).isEqualTo(ReviewState.CLAIMED);
        pass(60);
        assertThat(review().state()).isEqualTo(ReviewState.PENDING);
        assertThat(review().history())
                .last()
                .satisfies(e -> assertThat(e.what()).isEqualTo("lease-ended"));
        decide(DecisionAction.APPROVE, "ben");
        assertThat(only("translations", TranslationRecord.class).review().reviewer())
                .isEqualTo("ben");
    }

    /** Flink's timer may come late; the lease is over all the same. */
    @Test
    void when_aLeaseIsOverAndItsTimerHasNotCome_then_othersMayDecide() {
        decide(DecisionAction.CLAIM, "anna");
        now += LEASE;
        decide(DecisionAction.REJECT, "ben");
        assertThat(finals()).isEqualTo(1);
    }

    @Test
    void when_itIsReopened_then_nobodyHasItAndTheTimeBeginsAnew() {
        decide(DecisionAction.CLAIM, "anna");
        pass(50);
        decide(DecisionAction.REOPEN, "chief");
        assertThat(review().state()).isEqualTo(ReviewState.PENDING);
        assertThat(review().expiresAt()).isEqualTo(50 + TO_DECIDE);
        decide(DecisionAction.APPROVE, "ben");
        decide(DecisionAction.REOPEN, "chief");
        assertThat(last("alerts", AlertRecord.class).error())
                .isEqualTo(
                        "the review is decided already (approve by ben), and its final record is out");
        assertThat(finals()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(OnExpiry.class)
    void when_nobodyDecides_then_itGoesAsThePolicySays(OnExpiry onExpiry) {
        open(onExpiry);
        decide(DecisionAction.CLAIM, "anna");
        pass(TO_DECIDE - 10);
        decide(DecisionAction.CLAIM, "anna");
        pass(20);
        assertThat(finals()).as("somebody works on it").isZero();
        decide(DecisionAction.CLAIM, "anna");
        assertThat(last("alerts", AlertRecord.class).error()).contains("time to decide is over");
        pass(LEASE);

        assertThat(review().state()).isEqualTo(ReviewState.EXPIRED);
        if (onExpiry == OnExpiry.RELEASE) {
            assertThat(only("translations", TranslationRecord.class).flags())
                    .contains("unreviewed");
        } else {
            assertThat(only("dead-letters", DeadLetterRecord.class).category().wireName())
                    .isEqualTo("expired");
        }
        decide(DecisionAction.APPROVE, "anna");
        assertThat(last("alerts", AlertRecord.class).error()).contains("is expired");
        assertThat(finals()).isEqualTo(1);
        pass(REMEMBERED);
        assertThat(status).isNull();
        assertThat(out)
                .last()
                .satisfies(
                        record -> {
                            assertThat(record.topic()).isEqualTo("reviews");
                            assertThat(record.value()).isNull();
                        });
    }

    @Test
    void when_thereIsNoRoom_then_theOutputGoesOnFlaggedAndOneAlertSaysSo() {
        out.clear();
        out.addAll(desk.overflow(held, true, now).outputs());
        out.addAll(desk.overflow(held, false, now).outputs());
        assertThat(of("translations")).hasSize(2);
        assertThat(last("translations", TranslationRecord.class).flags()).contains("unreviewed");
        assertThat(only("alerts", AlertRecord.class).error()).contains("review.max-held");
    }

    /** Whatever people do, in whatever order and however often it comes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void when_decisionsComeInAnyOrder_then_aReviewEndsOnceWithOneFinalRecord(int batch) {
        for (int seed = 1_000 * batch; seed < 1_000 * batch + 500; seed++) {
            var random = new Random(seed);
            open(random.nextBoolean() ? OnExpiry.RELEASE : OnExpiry.DEAD_LETTER);
            List<DecisionRecord> sent = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                boolean again = !sent.isEmpty() && random.nextInt(3) == 0;
                DecisionRecord decision =
                        again ? sent.get(random.nextInt(sent.size())) : random(random, i);
                sent.add(decision);
                step(decision, again, seed);
                pass(random.nextInt(80));
            }
            pass(TO_DECIDE + LEASE);
            assertThat(finals()).as("seed %d", seed).isEqualTo(1);
            pass(REMEMBERED);
            assertThat(status).as("seed %d", seed).isNull();
        }
    }

    private void step(DecisionRecord decision, boolean again, int seed) {
        ReviewStatus before = status;
        boolean wasTaken = before != null && before.isTakenFrom(decision.reviewer(), now);
        int finals = finals();
        boolean wasApplied =
                before != null
                        && before.applied().contains(Digests.of(RecordCodec.encode(decision)));
        take(desk.decide(Reviews.record(decision, offset++), held, status, now));
        if (wasApplied) {
            assertThat(again).isTrue();
            assertThat(status).as("applied once, seed %d", seed).isEqualTo(before);
        }
        if (before == null || before.state().isEnd() || wasTaken) {
            assertThat(finals()).as("seed %d", seed).isEqualTo(finals);
        }
    }

    private static DecisionRecord random(Random random, int number) {
        List<DecisionAction> actions = new ArrayList<>(List.of(DecisionAction.values()));
        actions.addAll(Collections.nCopies(3, DecisionAction.CLAIM));
        actions.addAll(Collections.nCopies(3, DecisionAction.RELEASE));
        DecisionAction action = actions.get(random.nextInt(actions.size()));
        return Reviews.decision(action, "r" + random.nextInt(3), number);
    }

    private void open(OnExpiry onExpiry) {
        var times =
                new ReviewTimes(
                        Duration.ofMillis(LEASE),
                        Duration.ofMillis(TO_DECIDE),
                        Duration.ofMillis(REMEMBERED));
        var policy = new ReviewPolicy(ReviewMode.ALL, Map.of(), 1, ReviewPolicy.HARD, 0);
        var config = new ReviewConfig(policy, times, onExpiry, false, 10);
        desk = new ReviewDesk(Reviews.RECORDS, config, Aligner.NONE);
        held = Reviews.held(Reviews.ID);
        out.clear();
        now = 0;
        status = null;
        take(desk.hold(held, null, now));
    }

    private void take(Turn turn) {
        status = turn.status();
        out.addAll(turn.outputs());
    }

    private void decide(DecisionAction action, String reviewer) {
        take(
                desk.decide(
                        Reviews.record(Reviews.decision(action, reviewer, offset), offset++),
                        held,
                        status,
                        now));
    }

    private void refused(String json, String why) {
        ReviewStatus before = status;
        take(desk.decide(Reviews.record(json, 3), held, status, now));
        assertThat(last("alerts", AlertRecord.class).error()).contains(why);
        assertThat(status).isEqualTo(before);
        assertThat(finals()).isZero();
    }

    /** Time passes, timer by timer. */
    private void pass(long millis) {
        long end = now + millis;
        for (ReviewStatus each = status; each != null; each = status) {
            Turn turn = desk.tick(Reviews.ID, held, each, now);
            take(turn);
            if (turn.next() == null || turn.next() > end) {
                break;
            }
            now = Math.max(now, turn.next());
        }
        now = end;
    }

    private int finals() {
        return of("translations").size() + of("dead-letters").size();
    }

    private List<OutputRecord> of(String topic) {
        return out.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private ReviewRecord review() {
        return last("reviews", ReviewRecord.class);
    }

    private <T extends Record> T only(String topic, Class<T> type) {
        assertThat(of(topic)).hasSize(1);
        return last(topic, type);
    }

    private <T extends Record> T last(String topic, Class<T> type) {
        List<OutputRecord> all = of(topic);
        return decoded(all.get(all.size() - 1), type);
    }

    private static <T extends Record> T decoded(OutputRecord record, Class<T> type) {
        try {
            return RecordCodec.decode(record.value(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
