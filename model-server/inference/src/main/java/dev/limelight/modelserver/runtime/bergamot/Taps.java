package dev.limelight.modelserver.runtime.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.bergamot.Network;
import dev.limelight.modelserver.runtime.graph.HeadReduction;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.util.List;

/** Makes attention an output of a graph, as in all others. */
final class Taps {

    private Taps() {}

    /**
     * @param maps {@code [batch, heads, target, source]} by layer
     */
    static void add(
            GraphBuilder graph, List<AttentionTap> taps, List<String> maps, Network network) {
        var reduction = new HeadReduction(GraphBuilder.OPSET, network.heads());
        for (AttentionTap tap : taps) {
            if (tap.layer() >= maps.size()) {
                throw new ModelException(
                        Category.MODEL_ERROR,
                        "attention of layer %d, expected 0 to %d"
                                .formatted(tap.layer(), maps.size() - 1));
            }
            String output = OnnxGraph.attentionOutput(tap);
            reduction.append(graph.graph(), maps.get(tap.layer()), tap, output);
        }
    }
}
