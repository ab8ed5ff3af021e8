package dev.limelight.modelserver.batching;

import static dev.limelight.modelserver.fixture.FakeGenerator.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.fixture.FakeEncoder;
import dev.limelight.modelserver.fixture.FakeGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class FairTurnsTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final EnumSet<Lane> BOTH = EnumSet.allOf(Lane.class);

    /** Of a budget of 100 positions 25 are quick, and bulk takes 75 at a time. */
    private static BatchPolicy policy(Duration wait, int capacity) {
        return new BatchPolicy(100, wait, 256, 0.5, capacity, 1, true);
    }

    private static GenerationBatcher generating(FakeGenerator generator) {
        return new GenerationBatcher(generator, policy(AN_HOUR, 100), () -> 0);
    }

    private static List<CompletableFuture<GenerateResult>> submit(
            GenerationBatcher batcher, String group, int number, int steps) {
        var answers = new ArrayList<CompletableFuture<GenerateResult>>();
        for (int i = 0; i < number; i++) {
            answers.add(batcher.submit(input(10, steps, 1), group, Duration.ZERO));
        }
        return answers;
    }

    @Test
    void when_aLongTextRuns_then_aShortOneIsAnsweredAfterItsOwnSteps() throws Exception {
        FakeGenerator generator = FakeGenerator.held();
        List<CompletableFuture<GenerateResult>> text;
        try (var batcher = generating(generator)) {
            text = submit(batcher, "long", 30, 40);
            generator.awaitStep();
            var word = batcher.submit(input(10, 3, 1), "word", Duration.ZERO);
            generator.letStep(1 + 3);
            word.join();
            assertThat(text).noneMatch(CompletableFuture::isDone);
            generator.letStep(10_000);
        }
        assertThat(text).allMatch(CompletableFuture::isDone);
        assertThat(generator.steps).startsWith(7, 1, 1, 1, 7);
    }

    @Test
    void when_longTextsFillTheEngine_then_theirCohortsLeaveRoomForAShortOne() {
        FakeGenerator generator = FakeGenerator.free();
        try (var batcher = generating(generator)) {
            var texts = submit(batcher, "a", 40, 3);
            texts.addAll(submit(batcher, "b", 40, 3));
            batcher.close();
            assertThat(texts).allMatch(CompletableFuture::isDone);
        }
        assertThat(generator.steps).allMatch(rows -> rows * 10 <= 75);
    }

    @Test
    void when_textsAreShort_then_theyStillStartTogether() {
        FakeGenerator generator = FakeGenerator.free();
        try (var batcher = generating(generator)) {
            var texts = new ArrayList<CompletableFuture<GenerateResult>>();
            for (int i = 0; i < 10; i++) {
                texts.addAll(submit(batcher, "text " + i, 1, 2));
            }
            texts.forEach(CompletableFuture::join);
        }
        assertThat(generator.steps).containsExactly(10, 10);
    }

    @Test
    void when_aLongTextIsEncoded_then_aShortOneIsInTheNextPass() {
        FakeEncoder encoder = FakeEncoder.held();
        try (var batcher = new Batcher(encoder, policy(Duration.ZERO, 100))) {
            List<CompletableFuture<Encoded>> answers = encode(batcher, 30);
            awaitPass(encoder);
            answers.add(batcher.submit(FakeEncoder.input(5), "word"));
            encoder.letPass(1_000);
            answers.forEach(CompletableFuture::join);
        }
        assertThat(encoder.batches.subList(1, 3)).contains(List.of(5));
    }

    @Test
    void when_aLongTextFillsTheQueue_then_aShortOneStillFindsAPlace() throws Exception {
        FakeEncoder encoder = FakeEncoder.held();
        try (var batcher = new Batcher(encoder, policy(Duration.ZERO, 8))) {
            encode(batcher, 1);
            awaitPass(encoder);
            var blocked = CompletableFuture.supplyAsync(() -> encode(batcher, 10));
            assertThatThrownBy(() -> blocked.get(100, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            var word = batcher.submit(FakeEncoder.input(5), "word");
            encoder.letPass(1_000);
            word.join();
            blocked.join().forEach(CompletableFuture::join);
        }
    }

    @Test
    void when_bothLanesHaveWork_then_theQuickOneGetsThreeQuarters() {
        var shares = new LaneShares();
        long quick = 0;
        for (int i = 0; i < 4_000; i++) {
            Lane lane = shares.next(BOTH);
            shares.charge(lane, 7);
            quick += lane == Lane.QUICK ? 1 : 0;
        }
        assertThat(quick).isBetween(2_999L, 3_001L);
    }

    @Test
    void when_aLaneWasIdle_then_itHasSavedUpNoClaim() {
        var shares = new LaneShares();
        shares.charge(Lane.BULK, 1_000_000);
        shares.charge(Lane.BULK, 1);
        shares.wake(Lane.QUICK);
        shares.charge(Lane.QUICK, 10);
        assertThat(shares.next(BOTH)).isEqualTo(Lane.BULK);
    }

    @Test
    void when_newGroupsNeverStopComing_then_eachTurnComes() {
        var groups = new Groups(1_000);
        var waits = List.of(request("text", 30), request("text", 30), request("text", 30));
        waits.forEach(groups::enter);
        int passed = 0;
        PendingEncoding newcomer = request("", 5);
        groups.enter(newcomer);
        while (newcomer.turn() <= waits.get(2).turn() && passed < 1_000) {
            groups.started(newcomer);
            newcomer = request("", 5);
            groups.enter(newcomer);
            passed++;
        }
        assertThat(passed).as("as much work as the text's own, 60 positions").isEqualTo(13);
    }

    @Test
    void when_aNewcomerAsks_then_itsTurnIsBeforeWhatIsLeftOfALongText() {
        var groups = new Groups(100);
        var text = new ArrayList<PendingEncoding>();
        for (int i = 0; i < 50; i++) {
            text.add(request("text", 40));
            groups.enter(text.get(i));
        }
        groups.started(text.get(4));
        PendingEncoding other = request("other", 40);
        groups.enter(other);
        assertThat(other.lane()).isEqualTo(Lane.QUICK);
        assertThat(text.get(10).lane()).isEqualTo(Lane.BULK);
        assertThat(other.turn()).isLessThan(text.get(7).turn());
    }

    @Test
    void when_allIsAnswered_then_noGroupIsRemembered() {
        var groups = new Groups(100);
        var random = new Random(3);
        var inside = new ArrayList<PendingEncoding>();
        for (int i = 0; i < 500; i++) {
            PendingEncoding request = request("g" + random.nextInt(20), 1 + random.nextInt(60));
            groups.enter(request);
            inside.add(request);
        }
        groups.left(request("g1", 1));
        assertThat(groups.size()).isEqualTo(20);
        inside.forEach(groups::left);
        assertThat(groups.size()).isZero();
    }

    /** Parts of a long text. */
    private static List<CompletableFuture<Encoded>> encode(Batcher batcher, int number) {
        var answers = new ArrayList<CompletableFuture<Encoded>>();
        for (int i = 0; i < number; i++) {
            answers.add(batcher.submit(FakeEncoder.input(20), "long"));
        }
        return answers;
    }

    private static PendingEncoding request(String group, int length) {
        return new PendingEncoding(FakeEncoder.input(length), group);
    }

    private static void awaitPass(FakeEncoder encoder) {
        while (!encoder.isWaited()) {
            Thread.onSpinWait();
        }
    }
}
