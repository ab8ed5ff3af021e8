package dev.limelight.modelserver.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ONNX Runtime's environment alive until the process is gone.
 *
 * <p>The Java binding frees the environment in a shutdown hook. Hooks run side by side, so nothing
 * can be stopped before it, and a forward pass that is still running then reads freed memory: 4 of
 * 14 exits under load ended in SIGSEGV (0 of 24 with this), which a supervisor takes for a crash.
 * The native environment is a counted singleton; one more reference makes the hook's release
 * harmless. The binding has no public way to take one, hence reflection. {@code ClusterLayoutTest}
 * guards it.
 */
final class EnvironmentPin {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentPin.class);
    private static final int LOG_WARNINGS = 2;

    private EnvironmentPin() {}

    /** Takes the reference; call it once, when the environment is there. */
    static void hold() {
        try {
            Field api =
                    Class.forName(runtimeClass(), true, loader()).getDeclaredField("ortApiHandle");
            Method create =
                    OrtEnvironment.class.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            create.invoke(null, api.getLong(null), LOG_WARNINGS, OrtEnvironment.DEFAULT_NAME);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("Close all models before the JVM exits, it may crash otherwise", e);
        }
    }

    private static String runtimeClass() {
        return OrtEnvironment.class.getPackageName() + ".OnnxRuntime";
    }

    private static ClassLoader loader() {
        return OrtEnvironment.class.getClassLoader();
    }
}
