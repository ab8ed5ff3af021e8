package dev.limelight.modelserver.runtime;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.limelight.modelserver.runtime.proto.Protos;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Picks rows of cached tensors without leaving native memory: a graph of nothing but {@code Gather}
 * nodes over the first axis. It is a graph of its own and no edit of the decoder, because then it
 * runs only when rows move: greedy rows move when one ends, and the encoder's keys and values only
 * then, too, as beams of one source share them. Thread-safe. Whoever opened it closes it.
 */
public final class RowGather implements AutoCloseable {

    private static final String ROWS = "rows";
    private static final String PICKED = "picked.";
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> names;

    private RowGather(OrtEnvironment environment, OrtSession session, Set<String> names) {
        this.environment = environment;
        this.session = session;
        this.names = names;
    }

    /**
     * Builds the graph.
     *
     * @param tensors names of those that move together, and their types
     */
    public static RowGather open(
            OrtEnvironment environment,
            Map<String, OnnxJavaType> tensors,
            OrtSession.SessionOptions options)
            throws OrtException {
        OrtSession session = environment.createSession(graph(tensors).toByteArray(), options);
        return new RowGather(environment, session, tensors.keySet());
    }

    /**
     * New tensors with the given rows of {@code tensors}, which stay open; the caller closes both.
     *
     * @param rows which row each new row is a copy of
     */
    public Map<String, OnnxTensor> pick(Map<String, OnnxTensor> tensors, int[] rows)
            throws OrtException {
        long[] indices = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            indices[i] = rows[i];
        }
        Map<String, OnnxTensor> feed = new HashMap<>(tensors);
        try (OnnxTensor index =
                OnnxTensor.createTensor(
                        environment, LongBuffer.wrap(indices), new long[] {rows.length})) {
            feed.put(ROWS, index);
            OrtSession.Result result = session.run(feed);
            Map<String, OnnxTensor> picked = new LinkedHashMap<>();
            for (String name : names) {
                picked.put(name, (OnnxTensor) result.get(PICKED + name).orElseThrow());
            }
            return picked;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    private static ModelProto graph(Map<String, OnnxJavaType> tensors) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("limelight_row_gather");
        graph.addInput(Protos.tensor(ROWS, TensorProto.DataType.INT64_VALUE));
        tensors.forEach(
                (name, type) ->
                        graph.addInput(Protos.tensor(name, elementType(type)))
                                .addOutput(Protos.tensor(PICKED + name, elementType(type)))
                                .addNode(gather(name)));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build();
    }

    private static int elementType(OnnxJavaType type) {
        return switch (type) {
            case FLOAT16 -> TensorProto.DataType.FLOAT16_VALUE;
            case INT64 -> TensorProto.DataType.INT64_VALUE;
            default -> TensorProto.DataType.FLOAT_VALUE;
        };
    }

    private static NodeProto gather(String name) {
        return NodeProto.newBuilder()
                .setOpType("Gather")
                .setName("gather." + name)
                .addInput(name)
                .addInput(ROWS)
                .addOutput(PICKED + name)
                .build();
    }
}
