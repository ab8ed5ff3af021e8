package dev.limelight.modelserver.runtime.sample;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.modelserver.runtime.proto.Protos;
import dev.limelight.modelserver.runtime.sample.Layers.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * A merged decoder: an {@code If} with a branch for the first step, which makes keys and values of
 * the source, and one for all later steps. Reads one token a row and step, so it needs no causal
 * mask. Not thread-safe.
 */
final class SampleDecoder {

    private static final String IDS = "input_ids";
    private static final String MASK = "encoder_attention_mask";
    private static final String HIDDEN = "encoder_hidden_states";
    private static final String USE_CACHE = "use_cache_branch";
    private static final List<String> KINDS =
            List.of("decoder.key", "decoder.value", "encoder.key", "encoder.value");

    private final SampleSize size;
    private final Products products;
    private final Weights weights;

    SampleDecoder(SampleSize size, Products products, Weights weights) {
        this.size = size;
        this.products = products;
        this.weights = weights;
    }

    GraphProto graph() {
        Scope scope = new Scope("merged", weights);
        scope.input(MASK, Layers.integerType(), -1, -1);
        scope.input(IDS, Layers.integerType(), -1, -1);
        scope.input(HIDDEN, weights.floatType(), -1, -1, size.width());
        for (int layer = 0; layer < size.decoderLayers(); layer++) {
            for (String kind : KINDS) {
                scope.input(past(layer, kind), weights.floatType(), cacheDims());
            }
        }
        scope.input(USE_CACHE, TensorProto.DataType.BOOL_VALUE, 1);
        GraphProto cached = branch("cached", true);
        GraphProto first = branch("first", false);
        NodeProto.Builder choice =
                NodeProto.newBuilder()
                        .setOpType("If")
                        .setName("optimum::if")
                        .addInput(USE_CACHE)
                        .addAttribute(attribute("then_branch", cached))
                        .addAttribute(attribute("else_branch", first));
        outputs().forEach(output -> choice.addOutput(output.getName()));
        return scope.graph()
                .addNode(choice)
                .addAllOutput(outputs())
                .addAllInitializer(weights.all())
                .build();
    }

    private GraphProto branch(String name, boolean isCached) {
        Weights own = products.canShare() ? weights : weights.fresh();
        Scope scope = new Scope(name, own);
        Layers layers = new Layers(scope, size, products);
        String offset =
                isCached ? scope.length(past(0, KINDS.get(0)), 2) : own.integers("no_offset", 0);
        String states = layers.embedded(IDS, "decoder.embed_tokens", offset);
        String mask = layers.hidden(MASK);
        List<String> made = new ArrayList<>();
        for (int layer = 0; layer < size.decoderLayers(); layer++) {
            String prefix = "decoder.layers." + layer;
            Memory target = target(layers, states, layer, isCached);
            states = layers.attention(states, target, "", prefix + ".self_attn");
            Memory source = source(layers, layer, isCached);
            states = layers.attention(states, source, mask, prefix + ".encoder_attn");
            states = layers.feedForward(states, prefix);
            made.addAll(List.of(target.keys(), target.values()));
            made.addAll(isCached ? standIns(own) : List.of(source.keys(), source.values()));
        }
        made.add(0, layers.logits(states));
        giveOut(scope, made);
        if (own != weights) {
            scope.graph().addAllInitializer(own.all());
        }
        return scope.graph().build();
    }

    /** The target's keys and values so far, this step's included. */
    private Memory target(Layers layers, String states, int layer, boolean isCached) {
        Memory step = layers.memory(states, "decoder.layers." + layer + ".self_attn");
        return !isCached
                ? step
                : new Memory(
                        layers.scope().concat(2, past(layer, KINDS.get(0)), step.keys()),
                        layers.scope().concat(2, past(layer, KINDS.get(1)), step.values()));
    }

    private Memory source(Layers layers, int layer, boolean isCached) {
        return isCached
                ? new Memory(past(layer, KINDS.get(2)), past(layer, KINDS.get(3)))
                : layers.memory(HIDDEN, "decoder.layers." + layer + ".encoder_attn");
    }

    /** The source's cache does not change after the first step: nothing is given out again. */
    private List<String> standIns(Weights own) {
        String nothing =
                own.constant("nothing", 0, 0, size.heads(), 1, size.width() / size.heads());
        return List.of(nothing, nothing);
    }

    private void giveOut(Scope scope, List<String> made) {
        List<ValueInfoProto> outputs = outputs();
        for (int i = 0; i < made.size(); i++) {
            String name = scope.graph().getName() + "/" + outputs.get(i).getName();
            long[] dims = i == 0 ? new long[] {-1, -1, size.vocabulary()} : cacheDims();
            scope.output(made.get(i), name, weights.floatType(), dims);
        }
    }

    private List<ValueInfoProto> outputs() {
        int type = weights.floatType();
        List<ValueInfoProto> outputs = new ArrayList<>();
        outputs.add(Protos.tensor("logits", type, -1, -1, size.vocabulary()));
        for (int layer = 0; layer < size.decoderLayers(); layer++) {
            for (String kind : KINDS) {
                String name = "present.%d.%s".formatted(layer, kind);
                outputs.add(Protos.tensor(name, type, cacheDims()));
            }
        }
        return outputs;
    }

    private long[] cacheDims() {
        return new long[] {-1, size.heads(), -1, size.width() / size.heads()};
    }

    private static String past(int layer, String kind) {
        return "past_key_values.%d.%s".formatted(layer, kind);
    }

    private static AttributeProto attribute(String name, GraphProto branch) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(branch)
                .build();
    }
}
