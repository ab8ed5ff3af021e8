package dev.limelight.modelserver.batching;

import static dev.limelight.modelserver.fixture.FakeGenerator.POISON;
import static dev.limelight.modelserver.fixture.FakeGenerator.UNREADABLE;
import static dev.limelight.modelserver.fixture.FakeGenerator.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.fixture.FakeGenerator;
import dev.limelight.modelserver.model.GeneratorInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class GenerationBatcherTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private static GenerationBatcher batcher(FakeGenerator generator, int budget, Duration wait) {
        return new GenerationBatcher(
                generator, new BatchPolicy(budget, wait, 256, 0.5, 100, 1, true));
    }

    private static CompletableFuture<GenerateResult> submit(
            GenerationBatcher batcher, GeneratorInput input) {
        return batcher.submit(input, "", Duration.ZERO);
    }

    @Test
    void when_budgetIsReached_then_textsStartTogetherAndLeaveOneByOne() {
        FakeGenerator generator = FakeGenerator.free();
        try (var batcher = batcher(generator, 30, AN_HOUR)) {
            var answers = new ArrayList<CompletableFuture<GenerateResult>>();
            for (int steps : List.of(3, 1, 2)) {
                answers.add(submit(batcher, input(10, steps, 1)));
            }
            assertThat(answers.stream().map(a -> a.join().best().text()))
                    .containsExactly("3", "1", "2");
        }
        assertThat(generator.cohorts).containsExactly(List.of(10, 10, 10));
        assertThat(generator.steps).containsExactly(3, 2, 1);
        assertThat(generator.openBatches).hasValue(0);
    }

    @Test
    void when_aRequestHasBeams_then_theyCountAsRows() {
        FakeGenerator generator = FakeGenerator.free();
        try (var batcher = batcher(generator, 80, AN_HOUR)) {
            var first = submit(batcher, input(10, 1, 4));
            var second = submit(batcher, input(10, 1, 4));
            first.join();
            second.join();
        }
        assertThat(generator.steps).containsExactly(8);
    }

    @Test
    void when_aLongOneIsRunning_then_aNewcomerDoesNotWaitForItsEnd() throws Exception {
        FakeGenerator generator = FakeGenerator.held();
        try (var batcher = batcher(generator, 100, Duration.ZERO)) {
            var slow = submit(batcher, input(10, 2 * DecodingBatch.LONG, 1));
            generator.awaitStep();
            var quick = submit(batcher, input(10, 2, 1));
            generator.letStep(DecodingBatch.LONG + 10);
            assertThat(quick.join().best().text()).isEqualTo("2");
            assertThat(slow).isNotDone();
            generator.letStep(2 * DecodingBatch.LONG);
            assertThat(slow.join().best().text()).isEqualTo(String.valueOf(2 * DecodingBatch.LONG));
        }
        assertThat(generator.cohorts).containsExactly(List.of(10), List.of(10));
    }

    @Test
    void when_aShortOneIsRunning_then_newcomersWaitAndStartTogether() throws Exception {
        FakeGenerator generator = FakeGenerator.held();
        try (var batcher = batcher(generator, 100, Duration.ZERO)) {
            var first = submit(batcher, input(10, 20, 1));
            generator.awaitStep();
            var second = submit(batcher, input(10, 2, 1));
            generator.letStep(10);
            var third = submit(batcher, input(10, 2, 1));
            generator.letStep(100);
            first.join();
            second.join();
            third.join();
        }
        assertThat(generator.cohorts).containsExactly(List.of(10), List.of(10, 10));
    }

    @Test
    void when_moreWaitsThanFits_then_itStartsOnceHalfTheBudgetIsFree() throws Exception {
        FakeGenerator generator = FakeGenerator.held();
        try (var batcher = batcher(generator, 40, Duration.ZERO)) {
            var first = submit(batcher, input(30, DecodingBatch.LONG + 3, 1));
            generator.awaitStep();
            var rest = new ArrayList<CompletableFuture<GenerateResult>>();
            for (int i = 0; i < 4; i++) {
                rest.add(submit(batcher, input(10, 3, 1)));
            }
            generator.letStep(DecodingBatch.LONG + 100);
            first.join();
            rest.forEach(CompletableFuture::join);
        }
        assertThat(generator.cohorts).containsExactly(List.of(30), List.of(10, 10, 10, 10));
    }

    @Test
    void when_oneOfACohortFails_then_othersAreAnswered() {
        for (int bad : List.of(UNREADABLE, POISON)) {
            FakeGenerator generator = FakeGenerator.free();
            try (var batcher = batcher(generator, 30, AN_HOUR)) {
                var good = submit(batcher, input(10, 5, 1));
                var failing = submit(batcher, input(10, bad, 1));
                var alsoGood = submit(batcher, input(10, 4, 1));
                assertThat(good.join().best().text()).isEqualTo("5");
                assertThat(alsoGood.join().best().text()).isEqualTo("4");
                assertThat(failure(failing).category()).isEqualTo(Category.MODEL_ERROR);
                assertThat(batcher.statistics().requests()).isEqualTo(3);
            }
            assertThat(generator.openBatches).hasValue(0);
        }
    }

    @Test
    void when_timeIsUpInTheQueue_then_itFailsWithoutBeingRead() throws Exception {
        FakeGenerator generator = FakeGenerator.free();
        try (var batcher = batcher(generator, 1000, AN_HOUR)) {
            var late = batcher.submit(input(10, 1, 1), "", Duration.ofMillis(20));
            assertThat(failure(late).category()).isEqualTo(Category.TIMEOUT);
            assertThat(failure(late)).hasMessageContaining("a source of 10 tokens");
        }
        assertThat(generator.cohorts).isEmpty();
    }

    @Test
    void when_timeIsUpWhileItRuns_then_itLeavesItsCohortAndOthersGoOn() throws Exception {
        FakeGenerator generator = FakeGenerator.held();
        var policy = new BatchPolicy(20, AN_HOUR, 256, 0.5, 100, 1, true);
        var clock = new AtomicLong();
        try (var batcher = new GenerationBatcher(generator, policy, clock::get)) {
            var late = batcher.submit(input(10, 1000 - 100, 1), "", Duration.ofMillis(50));
            var other = submit(batcher, input(10, 20, 1));
            generator.awaitStep();
            clock.set(Duration.ofMillis(50).toNanos());
            generator.letStep(1000);
            assertThat(failure(late).category()).isEqualTo(Category.TIMEOUT);
            assertThat(other.join().best().text()).isEqualTo("20");
        }
        assertThat(generator.steps).hasSize(20).startsWith(2, 1);
    }

    @Test
    void when_cancelledWhileItRuns_then_itLeavesItsCohort() throws Exception {
        FakeGenerator generator = FakeGenerator.held();
        try (var batcher = batcher(generator, 20, AN_HOUR)) {
            var cancelled = submit(batcher, input(10, 500, 1));
            var other = submit(batcher, input(10, 4, 1));
            generator.awaitStep();
            assertThat(cancelled.cancel(true)).isTrue();
            generator.letStep(1000);
            assertThat(other.join().best().text()).isEqualTo("4");
            assertThatThrownBy(cancelled::join).isInstanceOf(CancellationException.class);
        }
        assertThat(generator.steps).containsExactly(2, 1, 1, 1);
    }

    @Test
    void when_closed_then_whatIsQueuedIsAnsweredAndLaterOnesRefused() {
        FakeGenerator generator = FakeGenerator.free();
        var batcher = batcher(generator, 1000, AN_HOUR);
        var queued = submit(batcher, input(10, 30, 1));
        batcher.close();
        assertThat(queued).isCompletedWithValueMatching(r -> r.best().text().equals("30"));
        assertThat(failure(submit(batcher, input(1, 1, 1))).category()).isEqualTo(Category.CLOSED);
    }

    @Test
    void when_aborted_then_runningAndQueuedFailAsClosed() throws Exception {
        FakeGenerator generator = FakeGenerator.held();
        var batcher = batcher(generator, 10, Duration.ZERO);
        var running = submit(batcher, input(10, 500, 1));
        generator.awaitStep();
        var queued = submit(batcher, input(10, 500, 1));
        batcher.abort(Duration.ofMillis(20));
        generator.letStep(1);
        assertThat(failure(queued).category()).isEqualTo(Category.CLOSED);
        assertThat(failure(running).category()).isEqualTo(Category.CLOSED);
        while (generator.openBatches.get() > 0) {
            Thread.sleep(1);
        }
    }

    @Test
    void when_manySubmitAllKinds_then_eachIsAnsweredOnceAndNothingStaysOpen() {
        FakeGenerator generator = FakeGenerator.free();
        var random = new Random(11);
        var answers = new ArrayList<CompletableFuture<GenerateResult>>();
        var expected = new ArrayList<Integer>();
        try (var batcher = batcher(generator, 200, Duration.ofMillis(1))) {
            for (int i = 0; i < 3000; i++) {
                int steps = i % 97 == 0 ? POISON : 1 + random.nextInt(30);
                expected.add(steps);
                String group = i % 3 == 0 ? "" : "g" + random.nextInt(5);
                GeneratorInput input = input(1 + random.nextInt(60), steps, 1 + i % 4);
                answers.add(batcher.submit(input, group, Duration.ZERO));
            }
        }
        for (int i = 0; i < answers.size(); i++) {
            boolean isPoison = expected.get(i) == POISON;
            assertThat(answers.get(i)).isDone();
            assertThat(answers.get(i).isCompletedExceptionally()).isEqualTo(isPoison);
            if (!isPoison) {
                assertThat(answers.get(i).join().best().text())
                        .isEqualTo(Integer.toString(expected.get(i)));
            }
        }
        assertThat(generator.openBatches).hasValue(0);
    }

    private static ModelException failure(CompletableFuture<GenerateResult> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            return (ModelException) e.getCause();
        }
        throw new AssertionError("answered, expected a failure");
    }
}
