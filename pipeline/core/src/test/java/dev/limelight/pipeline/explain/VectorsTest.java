package dev.limelight.pipeline.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorsTest {

    /** Points on a plane in ten dimensions keep their distances in its picture. */
    @Test
    void when_pointsLieInAPlane_then_principalComponentsKeepTheirDistances() {
        var random = new Random(4);
        double[] first = random.doubles(10).toArray();
        double[] second = random.doubles(10).toArray();
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double a = random.nextGaussian() * 5;
            double b = random.nextGaussian();
            double[] point = new double[10];
            for (int j = 0; j < 10; j++) {
                point[j] = 3 + a * first[j] + b * second[j];
            }
            points.add(point);
        }
        double[][] places = Vectors.principal(points, 2);
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                assertThat(distance(places[i], places[j]))
                        .isCloseTo(distance(points.get(i), points.get(j)), within(1e-6));
            }
        }
    }

    @Test
    void when_pointsAreAllTheSame_then_placesAreZero() {
        double[][] places = Vectors.principal(List.of(new double[] {1, 2}, new double[] {1, 2}), 2);
        assertThat(places).isDeepEqualTo(new double[2][2]);
        assertThat(Vectors.cosine(new double[2], new double[2])).isZero();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
