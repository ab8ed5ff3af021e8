package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The registry. To add an architecture: its package, and one line here. */
public final class Seq2SeqArchitectures {

    private static final List<Seq2SeqArchitecture> ALL = List.of();

    private Seq2SeqArchitectures() {}

    /**
     * The architecture for a {@code model_type}.
     *
     * @throws ModelException {@code MODEL_ERROR} when there is none
     */
    public static Seq2SeqArchitecture of(String modelType) {
        return ALL.stream()
                .filter(each -> each.modelTypes().contains(modelType))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ModelException(
                                        Category.MODEL_ERROR,
                                        "model_type '%s', expected one of %s"
                                                .formatted(modelType, modelTypes())));
    }

    private static Set<String> modelTypes() {
        Set<String> types = new TreeSet<>();
        ALL.forEach(each -> types.addAll(each.modelTypes()));
        return types;
    }
}
