package dev.limelight.modelserver.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;

/** What all readers of this package throw. */
final class Broken {

    private Broken() {}

    static ModelException file(String source, String what, String expected) {
        return new ModelException(
                Category.MODEL_ERROR, "%s: %s, expected %s".formatted(source, what, expected));
    }
}
