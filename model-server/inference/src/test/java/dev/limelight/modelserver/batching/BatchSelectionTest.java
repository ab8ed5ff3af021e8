package dev.limelight.modelserver.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.fixture.FakeEncoder;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BatchSelectionTest {

    @Property(tries = 300)
    void always_theSelectionHoldsTheOldestAndKeepsBudgetAndFill(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 2, max = 512) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 5000) int budget) {
        BatchPolicy policy = new BatchPolicy(budget, Duration.ZERO, 256, 0.8, 100, 1, false);
        List<PendingEncoding> window =
                lengths.stream().map(n -> new PendingEncoding(FakeEncoder.input(n), "")).toList();

        List<PendingEncoding> batch = BatchSelection.select(policy, budget, window);

        long longest = batch.get(batch.size() - 1).length();
        long tokens = batch.stream().mapToLong(PendingEncoding::length).sum();
        assertThat(batch).contains(window.get(0)).doesNotHaveDuplicates();
        assertThat(longest * batch.size() <= budget || batch.size() == 1).isTrue();
        assertThat(tokens).isGreaterThanOrEqualTo((long) (0.8 * longest * batch.size()));
    }
}
