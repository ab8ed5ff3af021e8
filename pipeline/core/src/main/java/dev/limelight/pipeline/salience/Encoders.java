package dev.limelight.pipeline.salience;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.hub.BundleLocator;
import java.nio.file.Path;

/** Encoders by what people call them. */
public final class Encoders {

    private Encoders() {}

    /**
     * The model of that name, as {@link dev.limelight.modelserver.api.encode.EncoderOptions#model}
     * takes it; reads the small files of its folder.
     *
     * @param name an alias such as {@code minilm}, a folder, or a name that {@code models list}
     *     shows
     * @throws IllegalArgumentException saying where it was looked for, or what the folder lacks
     */
    public static String named(String name) {
        if (EmbeddedModels.aliases().contains(name)) {
            return name;
        }
        try {
            Path folder = BundleLocator.ofProcess().locate(name).toAbsolutePath().normalize();
            var unused = EmbeddedModels.profile(folder.toString());
            return folder.toString();
        } catch (ModelException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s, expected one of %s, the folder of an encoder, or a name of 'models list': %s"
                            .formatted(name, EmbeddedModels.aliases(), e.getMessage()),
                    e);
        }
    }

    /** What people call a model that {@link #named} gave. */
    public static String label(String model) {
        return EmbeddedModels.aliases().contains(model)
                ? model
                : BundleLocator.name(Path.of(model));
    }
}
