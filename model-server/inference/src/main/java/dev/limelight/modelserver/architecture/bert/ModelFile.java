package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a model, on the class path of this module or in a folder. */
final class ModelFile {

    private ModelFile() {}

    /**
     * The whole content.
     *
     * @throws ModelException {@code MODEL_ERROR} when the file is missing or cannot be read
     */
    static byte[] read(String resource) {
        try (InputStream in = ModelFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ModelException(
                        Category.MODEL_ERROR,
                        ("no resource %s, expected the model's jar on the class path of %s; a Flink"
                                        + " cluster needs the jars of cluster-lib in its lib folder")
                                .formatted(resource, ModelFile.class.getClassLoader()));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelException(Category.MODEL_ERROR, "cannot read " + resource, e);
        }
    }

    /**
     * The whole content.
     *
     * @throws ModelException {@code MODEL_ERROR} when the file is missing or cannot be read
     */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(Category.MODEL_ERROR, file + " cannot be read", e);
        }
    }
}
