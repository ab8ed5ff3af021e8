package dev.limelight.modelserver.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The libraries of ONNX Runtime as files, for its property {@code onnxruntime.native.path}. Without
 * it, each JVM unpacks 24 MB into a temporary folder when it loads ONNX Runtime.
 */
public final class NativeLibraries {

    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

    private NativeLibraries() {}

    /**
     * Unpacks them; the launcher does so when it has built.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws IOException {
        unpack(Path.of(arguments[0]));
    }

    /**
     * Unpacks the libraries for this operating system and processor.
     *
     * @param folder made where it is not there; files in it are replaced
     * @throws IOException when there are none for them, or the folder cannot be written
     */
    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : NAMES) {
            String file = System.mapLibraryName(name);
            Path target = folder.resolve(file);
            Files.deleteIfExists(target);
            try (InputStream library = resource(file)) {
                Files.copy(library, target);
            }
        }
    }

    private static InputStream resource(String file) throws IOException {
        String resource = "native/%s-%s/%s".formatted(system(), processor(), file);
        InputStream found = OrtEnvironment.class.getResourceAsStream(resource);
        if (found == null) {
            throw new FileNotFoundException(
                    "no %s in ONNX Runtime, which has libraries for other systems"
                            .formatted(resource));
        }
        return found;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "osx" : name.startsWith("win") ? "win" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") || name.equals("x86_64") ? "x64" : name;
    }
}
