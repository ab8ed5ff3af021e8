package dev.limelight.modelserver.runtime.weights;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import java.util.stream.Stream;

/** A graph and those inside its nodes, such as the two branches of an {@code If}. */
final class Subgraphs {

    private Subgraphs() {}

    /** The graph itself first. */
    static Stream<GraphProto> all(GraphProto graph) {
        return Stream.concat(
                Stream.of(graph),
                graph.getNodeList().stream()
                        .flatMap(node -> node.getAttributeList().stream())
                        .filter(AttributeProto::hasG)
                        .flatMap(attribute -> all(attribute.getG())));
    }
}
