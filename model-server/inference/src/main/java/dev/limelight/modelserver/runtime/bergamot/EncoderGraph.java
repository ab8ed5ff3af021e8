package dev.limelight.modelserver.runtime.bergamot;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.bergamot.BergamotWeights;
import dev.limelight.modelserver.bergamot.LayerNames;
import dev.limelight.modelserver.bergamot.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * The encoder, up to the keys and values of the decoder's cross-attention, which are computed once
 * a source: {@code embedded} f32 [batch, source, width] and {@code mask} f32 [batch, 1, 1, source]
 * become {@code keys1} [batch, heads, head width, source], {@code values1} [batch, heads, source,
 * head width] and so on, by decoder layer.
 */
final class EncoderGraph {

    static final String EMBEDDED = "embedded";

    /** 0 for a token, {@link #MASKED} for padding. */
    static final String MASK = "mask";

    /** Marian's minus infinity, -99999999, as the nearest float is. */
    static final float MASKED = -1e8f;

    static final String KEYS = "keys";
    static final String VALUES = "values";

    private EncoderGraph() {}

    static byte[] of(BergamotWeights weights, WeightBytes bytes, List<AttentionTap> taps) {
        Network network = weights.network();
        var graph = new GraphBuilder("encoder");
        var layers = new Layers(graph, weights, bytes);
        int type = TensorProto.DataType.FLOAT_VALUE;
        String x = graph.input(EMBEDDED, type, -1, -1, network.width());
        graph.input(MASK, type, -1, 1, 1, -1);
        List<String> maps = new ArrayList<>();
        for (int layer = 1; layer <= network.encoderLayers(); layer++) {
            x = attention(graph, layers, x, layer, maps);
            x = layers.inner(x, LayerNames.encoderInner(layer));
        }
        for (int layer = 1; layer <= network.decoderLayers(); layer++) {
            String prefix = LayerNames.crossAttention(layer);
            String keys = layers.keys(layers.affine(x, prefix, 'k'));
            String values = layers.heads(layers.affine(x, prefix, 'v'));
            graph.output(keys, KEYS + layer, -1, network.heads(), network.headWidth(), -1);
            graph.output(values, VALUES + layer, -1, network.heads(), -1, network.headWidth());
        }
        Taps.add(graph, taps, maps, network);
        return graph.model();
    }

    private static String attention(
            GraphBuilder graph, Layers layers, String x, int layer, List<String> maps) {
        String prefix = LayerNames.encoderAttention(layer);
        String q = layers.heads(layers.affine(x, prefix, 'q'));
        String k = layers.keys(layers.affine(x, prefix, 'k'));
        String v = layers.heads(layers.affine(x, prefix, 'v'));
        String map = layers.attention(q, k, MASK);
        maps.add(map);
        String mixed = graph.transpose(graph.add("MatMul", map, v), 0, 2, 1, 3);
        String joined = graph.reshape(mixed, 0, 0, -1);
        return layers.norm(layers.affine(joined, prefix, 'o'), x, prefix + "_Wo");
    }
}
