package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.runtime.graph.OnnxGraph;

/** Where the files of an encoder are. */
interface EncoderFiles {

    /**
     * The octets of the {@code .onnx} file.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when it cannot be
     *     read
     */
    byte[] model();

    /**
     * The graph.
     *
     * @param model what {@link #model} gave
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when it is none
     */
    OnnxGraph graph(byte[] model);

    /** The octets of {@code tokenizer.json}; throws as {@link #model} does. */
    byte[] tokenizer();
}
