package dev.limelight.modelserver;

import dev.limelight.modelserver.architecture.bergamot.BergamotKind;
import dev.limelight.modelserver.architecture.inspect.OptimumKind;
import dev.limelight.modelserver.model.ModelKind;
import java.nio.file.Path;
import java.util.List;

/** The registry of the kinds of folders with encoder-decoder models. */
final class ModelKinds {

    private static final ModelKind USUAL = new OptimumKind();
    private static final List<ModelKind> ALL = List.of(USUAL, new BergamotKind());

    private ModelKinds() {}

    /** Whether a folder is of any kind. */
    static boolean isAnyIn(Path folder) {
        return ALL.stream().anyMatch(kind -> kind.isIn(folder));
    }

    /** How a folder is read; where it is of no kind, as Optimum's, which says what it lacks. */
    static ModelKind of(Path folder) {
        return ALL.stream().filter(kind -> kind.isIn(folder)).findFirst().orElse(USUAL);
    }
}
