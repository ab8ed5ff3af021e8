package dev.limelight.pipeline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.pipeline.salience.ScoredWord;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 11, 99, 1_000, 54_321, 200_000})
    void when_sharesAreRounded_then_theyStillSumToOne(int count) {
        for (int seed = 0; seed < 5; seed++) {
            double[] drawn = new Random(seed).doubles(count, 0, 1).map(x -> x * x * x).toArray();
            double sum = Arrays.stream(drawn).sum();
            List<ScoredWord> words =
                    IntStream.range(0, count)
                            .mapToObj(i -> new ScoredWord(i, i + 1, drawn[i] / sum))
                            .toList();
            List<ScoredWord> rounded = Shares.rounded(words);

            assertThat(rounded.stream().mapToDouble(ScoredWord::score).sum())
                    .isCloseTo(1, within(2e-7));
            assertThat(rounded).allMatch(word -> word.score() >= 0);
        }
    }

    /** All of them the same way: the worst that rounding can do. */
    @Test
    void when_allAreRoundedDown_then_theyStillSumToOne() {
        int count = 999_983;
        List<ScoredWord> words =
                IntStream.range(0, count)
                        .mapToObj(i -> new ScoredWord(i, i + 1, 1.0 / count))
                        .toList();

        assertThat(Shares.rounded(words).stream().mapToDouble(ScoredWord::score).sum())
                .isCloseTo(1, within(1e-7));
    }

    @Test
    void when_aShareHasManyDigits_then_itsFirstStay() {
        assertThat(
                        Shares.rounded(
                                List.of(
                                        new ScoredWord(0, 1, 0.123456789012345),
                                        new ScoredWord(2, 3, 0.876543210987654),
                                        new ScoredWord(4, 5, 0))))
                .extracting(ScoredWord::score)
                .containsExactly(0.12345679, 0.87654321, 0.0);
    }
}
