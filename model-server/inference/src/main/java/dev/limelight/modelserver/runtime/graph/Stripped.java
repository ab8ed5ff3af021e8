package dev.limelight.modelserver.runtime.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;

/** A model without the content of its weights, so that it can be kept without its file. */
final class Stripped {

    private Stripped() {}

    static ModelProto of(ModelProto model) {
        ModelProto.Builder stripped = model.toBuilder();
        strip(stripped.getGraphBuilder());
        return stripped.build();
    }

    private static void strip(GraphProto.Builder graph) {
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto weights = graph.getInitializer(i);
            graph.setInitializer(
                    i,
                    TensorProto.newBuilder()
                            .setName(weights.getName())
                            .setDataType(weights.getDataType())
                            .addAllDims(weights.getDimsList())
                            .addAllExternalData(weights.getExternalDataList()));
        }
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasG()) {
                    strip(attribute.getGBuilder());
                }
                if (attribute.hasT()) {
                    attribute.getTBuilder().clearRawData();
                }
            }
        }
    }
}
