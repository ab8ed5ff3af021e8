package dev.limelight.pipeline.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.attention.AttentionTap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class RolloutTest {

    private static final Offset<Float> CLOSE = within(1e-5f);

    /** Mixed with the identity: [1, 0; .25, .75], then [.75, .25; 0, 1]. */
    @Example
    void when_thereAreSeveralLayers_then_upperOnesMultiplyFromTheLeft() {
        AttentionMap rollout = Rollout.of(maps(2, row(1, 0, .5, .5), row(.5, .5, 0, 1)));
        assertThat(rollout.weights())
                .containsExactly(row(.75 + .25 * .25, .25 * .75, .25, .75), CLOSE);
    }

    @Example
    void when_thereIsOneLayer_then_itIsMixedWithTheIdentity() {
        assertThat(Rollout.of(maps(2, row(.4, .6, .2, .8))).weights())
                .containsExactly(row(.7, .3, .1, .9), CLOSE);
    }

    @Example
    void when_aLayerLooksAtItself_then_itChangesNothing() {
        float[] identity = row(1, 0, 0, 0, 1, 0, 0, 0, 1);
        assertThat(Rollout.of(maps(3, identity, identity, identity)).weights())
                .containsExactly(identity);
    }

    @Example
    void when_otherMethodsAskedForSingleHeads_then_theyAreLeftOut() {
        List<AttentionMap> means = maps(2, row(1, 0, .5, .5), row(.5, .5, 0, 1));
        var head = new AttentionMap(AttentionTap.head(0, 5), 2, row(0, 1, 1, 0));
        assertThat(Rollout.of(List.of(means.get(0), head, means.get(1))).weights())
                .containsExactly(Rollout.of(means).weights());
    }

    @Property(tries = 100)
    void always_rowsSumToOne(
            @ForAll @IntRange(min = 1, max = 12) int layers,
            @ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll Random random) {
        float[][] drawn = new float[layers][];
        for (int layer = 0; layer < layers; layer++) {
            drawn[layer] = stochastic(n, random);
        }
        AttentionMap rollout = Rollout.of(maps(n, drawn));
        assertThat(rollout.tokens()).isEqualTo(n);
        for (int target = 0; target < n; target++) {
            assertThat(rowSum(rollout, target)).isCloseTo(1, CLOSE);
        }
    }

    private static float rowSum(AttentionMap map, int target) {
        float sum = 0;
        for (int source = 0; source < map.tokens(); source++) {
            assertThat(map.weight(target, source)).isNotNegative();
            sum += map.weight(target, source);
        }
        return sum;
    }

    private static float[] stochastic(int n, Random random) {
        float[] weights = new float[n * n];
        for (int target = 0; target < n; target++) {
            float total = 0;
            for (int source = 0; source < n; source++) {
                weights[target * n + source] = random.nextFloat() + 1e-3f;
                total += weights[target * n + source];
            }
            for (int source = 0; source < n; source++) {
                weights[target * n + source] /= total;
            }
        }
        return weights;
    }

    private static List<AttentionMap> maps(int n, float[]... layers) {
        var maps = new ArrayList<AttentionMap>();
        for (float[] weights : layers) {
            maps.add(new AttentionMap(AttentionTap.mean(maps.size()), n, weights));
        }
        return maps;
    }

    private static float[] row(double... weights) {
        float[] row = new float[weights.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) weights[i];
        }
        return row;
    }
}
