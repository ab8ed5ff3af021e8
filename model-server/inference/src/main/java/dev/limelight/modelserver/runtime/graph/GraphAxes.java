package dev.limelight.modelserver.runtime.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/**
 * Names the axes of the inputs {@code [batch, tokens]} apart. Some exports call both {@code batch}
 * (the MiniLM of this project does); ONNX Runtime plans memory by these names, so they must not
 * promise that two sizes are equal which are not.
 */
final class GraphAxes {

    private static final int BATCH = 0;
    private static final int TOKENS = 1;

    private GraphAxes() {}

    static void nameTokenAxis(GraphProto.Builder graph) {
        for (ValueInfoProto.Builder input : graph.getInputBuilderList()) {
            var shape = input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
            if (shape.getDimCount() == 2 && shape.getDim(TOKENS).hasDimParam()) {
                shape.setDim(BATCH, Dimension.newBuilder().setDimParam("batch"));
                shape.setDim(TOKENS, Dimension.newBuilder().setDimParam("tokens"));
            }
        }
    }
}
