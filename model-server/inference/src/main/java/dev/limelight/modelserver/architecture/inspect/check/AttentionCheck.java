package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.SizeKey;
import dev.limelight.modelserver.runtime.GraphFacts;
import java.nio.file.Path;
import java.util.List;

/** Whether the attention of each layer can be read out of the graphs. */
final class AttentionCheck extends GraphCheck {

    static final String NAME = "attention";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    String summary() {
        return "can be read out of every layer";
    }

    /** Texts can be written without it. */
    @Override
    Report report(String summary, List<String> problems) {
        return new Report(summary, List.of(), problems);
    }

    @Override
    List<String> check(ModelFiles bundle, Path file, GraphFacts graph) {
        int layers = bundle.size(SizeKey.DECODER_LAYERS);
        int heads = bundle.size(SizeKey.DECODER_HEADS);
        try {
            if (isEncoder(file)) {
                graph.checkEncoderAttention();
            } else if (layers > 0 && heads > 0) {
                graph.checkDecoderAttention(layers, heads);
            }
            return List.of();
        } catch (ModelException e) {
            return List.of(
                    "%s: %s; until then there are texts, but no attention and no alignments"
                            .formatted(file.getFileName(), e.getMessage()));
        }
    }
}
