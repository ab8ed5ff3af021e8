package dev.limelight.pipeline.bench.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.guard.detect.LogisticModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticFitTest {

    @Test
    void when_oneFeatureTells_then_itHasTheWeightAndRowsAreTold() {
        var random = new Random(1);
        List<double[]> found = rows(random, 2);
        List<double[]> others = rows(random, -2);
        LogisticModel model = LogisticFit.of(found, others, 0.01);
        assertThat(model.weights().get(0)).isPositive();
        assertThat(Math.abs(model.weights().get(1))).isLessThan(model.weights().get(0) / 5);
        assertThat(found.stream().filter(row -> model.of(row) > 0.5).count()).isGreaterThan(180);
        assertThat(others.stream().filter(row -> model.of(row) < 0.5).count()).isGreaterThan(180);
    }

    @Test
    void when_weightsAreDrawnToZeroMore_then_theyAreSmaller() {
        List<double[]> found = rows(new Random(2), 2);
        List<double[]> others = rows(new Random(3), -2);
        double free = LogisticFit.of(found, others, 0.01).weights().get(0);
        double drawn = LogisticFit.of(found, others, 1).weights().get(0);
        assertThat(drawn).isPositive().isLessThan(free / 2);
    }

    @Test
    void when_featureHardlyMoves_then_itHasNoWeight() {
        List<double[]> found = withNoise(rows(new Random(4), 2), 1e-5);
        List<double[]> others = withNoise(rows(new Random(5), -2), 0);
        LogisticModel model = LogisticFit.of(found, others, 0.01);
        assertThat(model.weights().get(0)).isPositive();
        assertThat(model.weights().get(2)).isZero();
        assertThat(model.bias()).isFinite();
    }

    private static List<double[]> withNoise(List<double[]> rows, double noise) {
        return rows.stream().map(row -> new double[] {row[0], row[1], 0.3 + noise}).toList();
    }

    /** Rows of a feature around a middle, and of noise. */
    private static List<double[]> rows(Random random, double middle) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(new double[] {middle + random.nextGaussian(), random.nextGaussian()});
        }
        return rows;
    }
}
