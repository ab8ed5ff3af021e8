package dev.limelight.modelserver;

import dev.limelight.modelserver.api.EncoderClient;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.modelserver.architecture.Encoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the handles on each engine. One lock for all: opening and closing are rare, and no second
 * copy of the weights may come to be while the first one loads or goes.
 *
 * <h2>The end of the JVM</h2>
 *
 * Native code must not run while the process tears down its libraries. A shutdown hook takes the
 * queues away and waits for the passes under way; {@code runtime} sees to it that ONNX Runtime's
 * own hook, which runs at the same time, does no harm. The hook is there only while an engine is,
 * because it would keep the class loader of a finished job alive.
 */
final class EngineRegistry {

    private final Function<EncoderOptions, Encoder> loader;
    private final Map<EncoderOptions, Engine> engines = new HashMap<>();
    private @Nullable Thread exitHook;

    EngineRegistry(Function<EncoderOptions, Encoder> loader) {
        this.loader = loader;
    }

    synchronized EncoderClient open(EncoderOptions options) {
        Engine engine = engines.get(options);
        if (engine == null) {
            engine = new Engine(loader.apply(options), options);
            engines.put(options, engine);
            addExitHook();
        }
        engine.acquire();
        return new EngineHandle(this, engine);
    }

    /** Called once for each handle; the last one closes the engine. */
    synchronized void release(Engine engine) {
        if (engine.release()) {
            engines.remove(engine.options());
            removeExitHookIfUnused();
            engine.close();
        }
    }

    synchronized int size() {
        return engines.size();
    }

    private void addExitHook() {
        if (exitHook == null) {
            Thread hook = new Thread(this::abortAll, "encoder-exit");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
                exitHook = hook;
            } catch (IllegalStateException e) {
                // The JVM is going down already; the engine goes with it.
            }
        }
    }

    private void removeExitHookIfUnused() {
        Thread hook = exitHook;
        if (hook != null && engines.isEmpty()) {
            exitHook = null;
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is going down and runs the hook; there is nothing left for it to do.
            }
        }
    }

    /**
     * Copies first, and without the lock: a handle that is just closing holds it while it waits.
     */
    private void abortAll() {
        running().forEach(Engine::abort);
    }

    private synchronized List<Engine> running() {
        return List.copyOf(engines.values());
    }
}
