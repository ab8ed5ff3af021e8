package dev.limelight.modelserver.architecture;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.bert.BertArchitecture;
import dev.limelight.modelserver.model.ModelArchitecture;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * The registry of encoders. To add an architecture: its package, and one line here. A folder may be
 * named in place of an alias.
 */
public final class Architectures {

    private static final List<ModelArchitecture> ALL = List.of(BertArchitecture.miniLm());

    private Architectures() {}

    public static List<ModelArchitecture> all() {
        return ALL;
    }

    /**
     * The model of that alias, or in that folder.
     *
     * @throws ModelException {@code MODEL_ERROR} when there is none, or the folder lacks something
     */
    public static ModelArchitecture named(String aliasOrFolder) {
        return ALL.stream()
                .filter(a -> a.alias().equals(aliasOrFolder))
                .findFirst()
                .orElseGet(() -> inFolder(aliasOrFolder));
    }

    private static ModelArchitecture inFolder(String folder) {
        if (!new File(folder).isDirectory()) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "model '%s', expected one of %s or the folder of an encoder"
                            .formatted(folder, aliases()));
        }
        return BertArchitecture.in(Path.of(folder));
    }

    private static List<String> aliases() {
        return ALL.stream().map(ModelArchitecture::alias).toList();
    }
}
