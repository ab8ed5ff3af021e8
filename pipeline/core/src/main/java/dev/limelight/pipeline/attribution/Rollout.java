package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.api.attention.AttentionMap;
import java.util.List;

/**
 * Attention rollout (Abnar and Zuidema 2020, arXiv 2005.00928): the product over the layers of
 * {@code 0.5 A + 0.5 I}, which follows attention through residual connections down to the input.
 */
final class Rollout {

    private Rollout() {}

    /**
     * The rollout of the layer means among the maps, which must be those of all layers, lowest
     * first; maps of single heads are for other methods.
     */
    static AttentionMap of(List<AttentionMap> tapped) {
        List<AttentionMap> maps = tapped.stream().filter(map -> map.tap().isMean()).toList();
        int n = maps.get(0).tokens();
        float[] product = withResidual(maps.get(0).weights(), n);
        for (AttentionMap map : maps.subList(1, maps.size())) {
            product = multiply(withResidual(map.weights(), n), product, n);
        }
        return new AttentionMap(maps.get(maps.size() - 1).tap(), n, product);
    }

    private static float[] withResidual(float[] weights, int n) {
        float[] mixed = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            mixed[i] = weights[i] / 2 + (i / n == i % n ? 0.5f : 0);
        }
        return mixed;
    }

    private static float[] multiply(float[] a, float[] b, int n) {
        float[] product = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                float weight = a[i * n + k];
                for (int j = 0; j < n; j++) {
                    product[i * n + j] += weight * b[k * n + j];
                }
            }
        }
        return product;
    }
}
