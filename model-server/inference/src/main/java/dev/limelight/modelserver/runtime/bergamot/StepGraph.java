package dev.limelight.modelserver.runtime.bergamot;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.bergamot.BergamotWeights;
import dev.limelight.modelserver.bergamot.LayerNames;
import dev.limelight.modelserver.bergamot.Matrix;
import dev.limelight.modelserver.bergamot.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of the decoder. Its layers have an SSRU cell [batch, width] each in place of keys and
 * values of what was written, so a step costs the same however long the target is:
 *
 * <pre>
 * f = sigmoid(x Wf + bf);  cell' = f * cell + (1 - f) * (x W);  x = norm(relu(cell') + x)
 * </pre>
 *
 * <p>{@code embedded} [batch, width] becomes {@code logits} [batch, candidates] over the pieces
 * whose weights come in as {@code output} [width, candidates] and {@code output_bias}.
 */
final class StepGraph {

    static final String EMBEDDED = "embedded";
    static final String OUTPUT = "output";
    static final String OUTPUT_BIAS = "output_bias";
    static final String LOGITS = "logits";
    static final String CELL = "cell";
    static final String NEXT_CELL = "next_cell";

    private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;

    private final GraphBuilder graph = new GraphBuilder("step");
    private final WeightBytes bytes;
    private final Layers layers;
    private final Network network;
    private final List<String> maps = new ArrayList<>();

    private StepGraph(BergamotWeights weights, WeightBytes bytes) {
        this.bytes = bytes;
        this.layers = new Layers(graph, weights, bytes);
        this.network = weights.network();
    }

    static byte[] of(
            BergamotWeights weights, Matrix output, WeightBytes bytes, List<AttentionTap> taps) {
        return new StepGraph(weights, bytes).build(output, taps);
    }

    private byte[] build(Matrix output, List<AttentionTap> taps) {
        String x = graph.input(EMBEDDED, FLOAT, -1, network.width());
        graph.input(EncoderGraph.MASK, FLOAT, -1, 1, 1, -1);
        for (int layer = 1; layer <= network.decoderLayers(); layer++) {
            x = cell(x, layer);
            x = attention(x, layer);
            x = layers.inner(x, LayerNames.decoderInner(layer));
        }
        graph.input(OUTPUT, bytes.type(), network.width(), -1);
        graph.input(OUTPUT_BIAS, FLOAT, -1);
        String quantized = layers.quantized(x, output.alpha());
        String logits = layers.product(quantized, OUTPUT, output.scale(), OUTPUT_BIAS);
        graph.output(logits, LOGITS, -1, -1);
        Taps.add(graph, taps, maps, network);
        return graph.model();
    }

    private String cell(String x, int layer) {
        String prefix = LayerNames.cell(layer);
        String before = graph.input(CELL + layer, FLOAT, -1, network.width());
        String candidate = layers.affine(x, prefix + "_W", null);
        String gate = graph.add("Sigmoid", layers.affine(x, prefix, 'f'));
        String rest = graph.add("Mul", graph.add("Sub", graph.scalar(1), gate), candidate);
        String kept = graph.add("Mul", gate, before);
        String cell = graph.addOutput(NEXT_CELL + layer, network.width(), "Add", kept, rest);
        return layers.norm(graph.add("Relu", cell), x, prefix + "_ffn");
    }

    private String attention(String x, int layer) {
        String prefix = LayerNames.crossAttention(layer);
        int heads = network.heads();
        int size = network.headWidth();
        String keys = graph.input(EncoderGraph.KEYS + layer, FLOAT, -1, heads, size, -1);
        String values = graph.input(EncoderGraph.VALUES + layer, FLOAT, -1, heads, -1, size);
        String q = graph.reshape(layers.affine(x, prefix, 'q'), -1, heads, 1, size);
        String map = layers.attention(q, keys, EncoderGraph.MASK);
        maps.add(map);
        String mixed = graph.reshape(graph.add("MatMul", map, values), -1, network.width());
        return layers.norm(layers.affine(mixed, prefix, 'o'), x, prefix + "_Wo");
    }
}
