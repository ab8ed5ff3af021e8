package dev.limelight.pipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficTest {

    @Test
    void when_percentilesAreTaken_then_theyAreNearestRanks() {
        double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertThat(Traffic.percentile(hundred, 0.5)).isEqualTo(50);
        assertThat(Traffic.percentile(hundred, 0.99)).isEqualTo(99);
        assertThat(Traffic.percentile(hundred, 1)).isEqualTo(100);
        assertThat(Traffic.percentile(new double[] {7}, 0.5)).isEqualTo(7);
    }
}
