package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.runtime.graph.OnnxGraph;

/**
 * Files on the class path.
 *
 * @param graph resource of the {@code .onnx} file
 * @param words resource of {@code tokenizer.json}
 */
record ResourceFiles(String graph, String words) implements EncoderFiles {

    @Override
    public byte[] model() {
        return ModelFile.read(graph);
    }

    @Override
    public OnnxGraph graph(byte[] model) {
        return OnnxGraph.read(model);
    }

    @Override
    public byte[] tokenizer() {
        return ModelFile.read(words);
    }
}
