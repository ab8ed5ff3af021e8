package dev.limelight.modelserver;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the handles on each engine. Each engine has a lock of its own while it loads or goes: no
 * second copy of its weights may come to be meanwhile, and handles on the others, on which work
 * goes on, must not wait for it. Thread-safe.
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
final class EngineRegistry<O, E extends Engine<?, ?>> {

    private static final Duration PATIENCE_AT_EXIT = Duration.ofSeconds(5);

    private final Function<O, E> loader;
    private final Map<O, Shared<E>> engines = new HashMap<>();
    private @Nullable Thread exitHook;

    /** An engine, and how many handles want it; the count is the registry's, under its lock. */
    private static final class Shared<E extends Engine<?, ?>> {

        private volatile @Nullable E engine;
        private int handles;

        synchronized <O> E loaded(O options, Function<O, E> loader) {
            E there = engine;
            if (there == null) {
                there = loader.apply(options);
                engine = there;
            }
            return there;
        }

        void close() {
            E gone = engine;
            engine = null;
            if (gone != null) {
                gone.close();
            }
        }
    }

    EngineRegistry(Function<O, E> loader) {
        this.loader = loader;
    }

    /** The engine for these options, loaded if there is none; release it once. */
    E acquire(O options) {
        Shared<E> shared = counted(options);
        try {
            return shared.loaded(options, loader);
        } catch (RuntimeException | Error e) {
            release(options);
            throw e;
        }
    }

    /** Called once for each handle; the last one closes the engine. */
    void release(O options) {
        Shared<E> shared = uncounted(options);
        if (shared != null) {
            closeUnused(options, shared);
        }
    }

    synchronized int size() {
        return engines.size();
    }

    private synchronized Shared<E> counted(O options) {
        Shared<E> shared = engines.computeIfAbsent(options, any -> new Shared<>());
        shared.handles++;
        addExitHook();
        return shared;
    }

    /** The engine where this was the last handle on it, else null. */
    private synchronized @Nullable Shared<E> uncounted(O options) {
        Shared<E> shared = engines.get(options);
        return shared != null && --shared.handles == 0 ? shared : null;
    }

    /** Whoever wants the engine again meanwhile waits for its end, and then loads it anew. */
    private void closeUnused(O options, Shared<E> shared) {
        synchronized (shared) {
            if (isUnused(shared)) {
                try {
                    shared.close();
                } finally {
                    removeUnused(options, shared);
                }
            }
        }
    }

    private synchronized boolean isUnused(Shared<E> shared) {
        return shared.handles == 0;
    }

    private synchronized void removeUnused(O options, Shared<E> shared) {
        if (shared.handles == 0 && engines.remove(options, shared)) {
            removeExitHookIfUnused();
        }
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

    private void abortAll() {
        running().forEach(engine -> engine.abort(PATIENCE_AT_EXIT));
    }

    private synchronized List<E> running() {
        return engines.values().stream()
                .flatMap(shared -> Stream.ofNullable(shared.engine))
                .toList();
    }
}
