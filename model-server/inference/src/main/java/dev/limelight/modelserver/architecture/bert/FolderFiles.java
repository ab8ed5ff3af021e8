package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.nio.file.Path;

/**
 * Files in a folder; weights may lie beside the graph.
 *
 * @param folder where {@code tokenizer.json} is
 * @param graph the {@code .onnx} file
 */
record FolderFiles(Path folder, Path graph) implements EncoderFiles {

    static final String TOKENIZER = "tokenizer.json";

    @Override
    public byte[] model() {
        return ModelFile.read(graph);
    }

    @Override
    public OnnxGraph graph(byte[] model) {
        return OnnxGraph.read(model, graph);
    }

    @Override
    public byte[] tokenizer() {
        return new TokenizerFiles(folder).read(TOKENIZER);
    }
}
