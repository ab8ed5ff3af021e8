package dev.limelight.modelserver.architecture;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.bert.BertArchitecture;
import java.util.List;

/** The registry. To add an architecture: its package, and one line here. */
public final class Architectures {

    private static final List<ModelArchitecture> ALL = List.of(BertArchitecture.miniLm());

    private Architectures() {}

    public static List<ModelArchitecture> all() {
        return ALL;
    }

    /**
     * The model of that alias.
     *
     * @throws ModelException {@code MODEL_ERROR} when there is none
     */
    public static ModelArchitecture named(String alias) {
        return ALL.stream()
                .filter(a -> a.alias().equals(alias))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ModelException(
                                        Category.MODEL_ERROR,
                                        "model '%s', expected one of %s"
                                                .formatted(alias, aliases())));
    }

    private static List<String> aliases() {
        return ALL.stream().map(ModelArchitecture::alias).toList();
    }
}
