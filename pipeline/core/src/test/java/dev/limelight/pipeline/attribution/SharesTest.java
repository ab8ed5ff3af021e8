package dev.limelight.pipeline.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class SharesTest {

    @Example
    void when_nothingFellAnywhere_then_allHaveTheSame() {
        assertThat(Shares.of(1, 3)).containsExactly(0.25, 0.75);
        assertThat(Shares.of(0, 0)).containsExactly(0.5, 0.5);
        assertThat(Shares.of()).isEmpty();
        assertThat(Shares.of(0)).containsExactly(1);
    }

    @Property
    void when_valuesAreShared_then_theySumToOneAndTheOrderStays(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(max = 1e12) Double> drawn) {
        double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        double[] shares = Shares.of(values);
        assertThat(values).containsExactly(drawn.toArray(new Double[0]));
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
        for (int i = 1; i < values.length; i++) {
            assertThat(Double.compare(shares[i - 1], shares[i]))
                    .isIn(0, Double.compare(values[i - 1], values[i]));
        }
    }

    @Example
    void when_valuesAreAlmostNothing_then_theyAreSharedLikeAnyOthers() {
        assertThat(Shares.of(Double.MIN_NORMAL, 3 * Double.MIN_NORMAL))
                .containsExactly(new double[] {0.25, 0.75}, within(1e-9));
        assertThat(Arrays.stream(Shares.of(Double.MIN_VALUE, Double.MIN_VALUE)).sum())
                .isCloseTo(1, within(1e-9));
    }
}
