package dev.limelight.modelserver.runtime.sample;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.SampleSize;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the two graphs of a model with random weights. */
public final class SampleGraphs {

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private SampleGraphs() {}

    /**
     * Writes {@code encoder_model} and {@code decoder_model_merged}, the same ones each time.
     *
     * @param folder must exist; files of these names are replaced
     */
    public static void write(Path folder, SampleSize size, SamplePrecision precision)
            throws IOException {
        Products products = new Products(precision);
        String ending = precision.suffix() + ".onnx";
        save(encoder(size, products, weights(precision)), folder.resolve("encoder_model" + ending));
        save(
                new SampleDecoder(size, products, weights(precision)).graph(),
                folder.resolve("decoder_model_merged" + ending));
    }

    private static Weights weights(SamplePrecision precision) {
        return new Weights(precision == SamplePrecision.FP16);
    }

    private static GraphProto encoder(SampleSize size, Products products, Weights weights) {
        Scope scope = new Scope("encoder", weights);
        Layers layers = new Layers(scope, size, products);
        scope.input("input_ids", Layers.integerType(), -1, -1);
        scope.input("attention_mask", Layers.integerType(), -1, -1);
        String states =
                layers.embedded(
                        "input_ids", "encoder.embed_tokens", weights.integers("no_offset", 0));
        String mask = layers.hidden("attention_mask");
        for (int layer = 0; layer < size.encoderLayers(); layer++) {
            String name = "encoder.layers." + layer;
            var memory = layers.memory(states, name + ".self_attn");
            states = layers.attention(states, memory, mask, name + ".self_attn");
            states = layers.feedForward(states, name);
        }
        scope.output(states, "last_hidden_state", weights.floatType(), -1, -1, size.width());
        return scope.graph().addAllInitializer(weights.all()).build();
    }

    private static void save(GraphProto graph, Path file) throws IOException {
        ModelProto model =
                ModelProto.newBuilder()
                        .setIrVersion(IR_VERSION)
                        .setProducerName("limelight")
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                        .addOpsetImport(
                                OperatorSetIdProto.newBuilder()
                                        .setDomain(Scope.MICROSOFT)
                                        .setVersion(1))
                        .setGraph(graph)
                        .build();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.writeTo(out);
        }
    }
}
