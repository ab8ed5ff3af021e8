package dev.limelight.pipeline.salience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class NumbersTest {

    @Example
    void when_scoresAreStandardized_then_theirMeanIsZeroAndTheirDeviationOne() {
        assertThat(Numbers.standardized(new double[] {1, 3})).containsExactly(-1, 1);
        assertThat(Numbers.standardized(new double[] {0, 0, 3, 3})).containsExactly(-1, -1, 1, 1);
    }

    @Example
    void when_nothingDiffers_then_standardScoresAreZero() {
        assertThat(Numbers.standardized(new double[] {7, 7, 7})).containsOnly(0);
        assertThat(Numbers.standardized(new double[] {1, 1 + 1e-12})).containsOnly(0);
        assertThat(Numbers.standardized(new double[] {5})).containsExactly(0);
        assertThat(Numbers.standardized(new double[0])).isEmpty();
    }

    @Property(tries = 300)
    void always_standardScoresKeepTheOrder(@ForAll @Size(min = 1, max = 40) double[] values) {
        double[] bounded = Arrays.stream(values).map(v -> v % 1e6).toArray();
        double[] scores = Numbers.standardized(bounded);
        assertThat(Arrays.stream(scores).sum()).isCloseTo(0, within(1e-6));
        assertSameOrder(bounded, scores);
    }

    @Example
    void when_valuesAreLogarithms_then_theirSoftmaxIsTheirShare() {
        assertThat(Numbers.softmax(new double[] {0, Math.log(3)}))
                .containsExactly(new double[] {0.25, 0.75}, within(1e-15));
    }

    @Example
    void when_numbersAreTheLargest_then_softmaxSurvives() {
        assertThat(Numbers.softmax(new double[] {1e308, -1e308})).containsExactly(1, 0);
        assertThat(Numbers.softmax(new double[] {-1e308, -1e308})).containsExactly(0.5, 0.5);
        assertThat(Numbers.softmax(new double[0])).isEmpty();
    }

    @Property(tries = 300)
    void always_softmaxGivesSharesInTheSameOrder(@ForAll @Size(min = 1, max = 40) double[] drawn) {
        double[] values = Arrays.stream(drawn).map(value -> value % 30).toArray();
        double[] shares = Numbers.softmax(values);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(shares).boxed()).allMatch(share -> share > 0);
        assertSameOrder(values, shares);
    }

    @Example
    void when_listsAreSummed_then_elementsAreAddedOneByOne() {
        assertThat(Numbers.sum(new double[] {1, 2}, new double[] {10, 20})).containsExactly(11, 22);
    }

    @Example
    void when_aVectorIsZero_then_theCosineIsZeroAndElseThatOfTheAngle() {
        double[] diagonal = {3, 4};
        assertThat(Numbers.cosine(diagonal, new double[] {2, 0})).isCloseTo(0.6, within(1e-15));
        assertThat(Numbers.cosine(diagonal, new double[] {-3, -4})).isCloseTo(-1, within(1e-15));
        assertThat(Numbers.cosine(diagonal, new double[2])).isZero();
    }

    @Example
    void when_aVectorIsScaled_then_itsLengthIsOneAndZeroStaysZero() {
        assertThat(Numbers.unit(new double[] {3, 4})).containsExactly(0.6, 0.8);
        assertThat(Numbers.unit(new double[2])).containsExactly(0, 0);
    }

    @Example
    void when_aFunctionIsCalled_then_itsArgumentsAreLeftAlone() {
        double[] values = {1, 2, 4};
        Numbers.standardized(values);
        Numbers.softmax(values);
        Numbers.sum(values, values);
        Numbers.unit(values);
        assertThat(values).containsExactly(1, 2, 4);
    }

    private static void assertSameOrder(double[] before, double[] after) {
        assertThat(IntStream.range(1, before.length).boxed())
                .allMatch(i -> before[i] < before[i - 1] || after[i] >= after[i - 1])
                .allMatch(i -> before[i] > before[i - 1] || after[i] <= after[i - 1]);
    }
}
