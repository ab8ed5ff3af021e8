package dev.limelight.modelserver.architecture.inspect;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.runtime.GraphFacts;
import java.nio.file.Path;
import java.util.List;

/** Whether the attention of each layer can be read out of the graphs. */
final class AttentionCheck extends GraphCheck {

    @Override
    public String name() {
        return "attention";
    }

    @Override
    String summary() {
        return "can be read out of every layer";
    }

    @Override
    List<String> check(BundleFolder bundle, Path file, GraphFacts graph) {
        int layers = bundle.size("decoder_layers", "num_decoder_layers", "num_layers");
        int heads = bundle.size("decoder_attention_heads", "num_heads");
        try {
            if (isEncoder(file)) {
                graph.checkEncoderAttention();
            } else if (layers > 0 && heads > 0) {
                graph.checkDecoderAttention(layers, heads);
            }
            return List.of();
        } catch (ModelException e) {
            return List.of(file.getFileName() + ": " + e.getMessage());
        }
    }
}
