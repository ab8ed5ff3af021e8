package dev.limelight.modelserver;

import java.time.Duration;
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
 *
 * @param <O> options; equal ones share an engine
 * @param <E> the engine
 */
final class EngineRegistry<O, E extends SharedEngine> {

    private static final Duration PATIENCE_AT_EXIT = Duration.ofSeconds(5);

    private final Function<O, E> loader;
    private final Map<O, Shared<E>> engines = new HashMap<>();
    private @Nullable Thread exitHook;

    private static final class Shared<E> {

        private final E engine;
        private int handles;

        Shared(E engine) {
            this.engine = engine;
        }
    }

    EngineRegistry(Function<O, E> loader) {
        this.loader = loader;
    }

    /** The engine for these options, loaded if there is none; release it once. */
    synchronized E acquire(O options) {
        Shared<E> shared = engines.get(options);
        if (shared == null) {
            shared = new Shared<>(loader.apply(options));
            engines.put(options, shared);
            addExitHook();
        }
        shared.handles++;
        return shared.engine;
    }

    /** Called once for each handle; the last one closes the engine. */
    synchronized void release(O options) {
        Shared<E> shared = engines.get(options);
        if (shared != null && --shared.handles == 0) {
            engines.remove(options);
            removeExitHookIfUnused();
            shared.engine.close();
        }
    }

    synchronized int size() {
        return engines.size();
    }

    private void addExitHook() {
        if (exitHook == null) {
            Thread hook = new Thread(this::abortAll, "engine-exit");
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
        running().forEach(engine -> engine.abort(PATIENCE_AT_EXIT));
    }

    private synchronized List<E> running() {
        return engines.values().stream().map(shared -> shared.engine).toList();
    }
}
