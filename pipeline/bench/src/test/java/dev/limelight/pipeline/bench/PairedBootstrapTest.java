package dev.limelight.pipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    /** For many normal differences the interval is the mean plus and minus 1.96 standard errors. */
    @Test
    void when_theNormalIntervalHolds_then_theBootstrapAgreesWithIt() {
        double[] values = new Random(7).doubles(1000).map(u -> 4 * u - 1).toArray();
        double error = 4 / Math.sqrt(12) / Math.sqrt(1000);
        PairedBootstrap interval = PairedBootstrap.of(values, new double[1000]);
        assertThat(interval.mean() - interval.low()).isCloseTo(1.96 * error, within(0.1 * error));
        assertThat(interval.high() - interval.mean()).isCloseTo(1.96 * error, within(0.1 * error));
    }

    @Test
    void when_allDifferencesAreTheSame_then_theIntervalIsAPoint() {
        var interval = PairedBootstrap.of(new double[] {3, 5, 9}, new double[] {1, 3, 7});
        assertThat(interval)
                .isEqualTo(new PairedBootstrap(2, 2, 2))
                .hasToString("+2.0 [+2.0, +2.0]");
    }

    @Test
    void when_theIntervalIsTakenAgain_then_itIsTheSame() {
        double[] values = {1, 4, 2, 8, 5, 7};
        assertThat(PairedBootstrap.of(values, new double[6]))
                .isEqualTo(PairedBootstrap.of(values, new double[6]));
    }

    @Test
    void when_listsAreNotPairs_then_theyAreRefused() {
        assertThatThrownBy(() -> PairedBootstrap.of(new double[2], new double[3]))
                .hasMessage("2 values and 3 of the baseline, expected equally many, at least one");
    }
}
