package dev.limelight.modelserver.runtime;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;

/**
 * The one ONNX Runtime environment of this class loader, and how sessions are set up in it.
 *
 * <p>DJL creates the environment with options of its own and fails if someone else created it
 * first, so its engine is started before any other call. DJL finds engines through the context
 * class loader; on a cluster that is the job's, or none at all, so it is set for the length of the
 * call.
 */
public final class OnnxRuntime {

    private static final String WEIGHTS_FOLDER =
            "session.model_external_initializers_file_folder_path";

    private static boolean pinned;

    private OnnxRuntime() {}

    /** The environment, made if it is not there. */
    public static synchronized OrtEnvironment environment() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Engine.class.getClassLoader());
        try {
            Engine.getEngine("OnnxRuntime");
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            pin();
            return environment;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static synchronized void pin() {
        if (!pinned) {
            pinned = true;
            EnvironmentPin.hold();
        }
    }

    /**
     * No spinning: threads that wait for work would burn the cores that the rest of the process
     * needs. No memory patterns: one is kept for every shape ever seen, and shapes vary freely
     * here. The arena stays on; {@link OnnxModel} sees bounded batches, so it stops growing.
     */
    public static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        options.setMemoryPatternOptimization(false);
        options.setCPUArenaAllocator(true);
        return options;
    }

    /** Loads a graph, whose weights may lie beside its file. */
    static OrtSession session(OrtEnvironment environment, OnnxGraph graph, int threads)
            throws OrtException {
        try (OrtSession.SessionOptions options = options(threads)) {
            if (graph.weights().isPresent()) {
                options.addConfigEntry(WEIGHTS_FOLDER, graph.weights().get().toString());
            }
            return environment.createSession(graph.bytes(), options);
        }
    }
}
