package dev.limelight.modelserver.architecture;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.family.BartArchitecture;
import dev.limelight.modelserver.architecture.family.M2M100Architecture;
import dev.limelight.modelserver.architecture.family.MBartArchitecture;
import dev.limelight.modelserver.architecture.family.MarianArchitecture;
import dev.limelight.modelserver.architecture.family.PegasusArchitecture;
import dev.limelight.modelserver.architecture.family.T5Architecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The registry of encoder-decoder architectures. To add an architecture: its package, and one line
 * here.
 */
public final class Seq2SeqArchitectures {

    private static final List<Seq2SeqArchitecture> ALL =
            List.of(
                    new BartArchitecture(),
                    new M2M100Architecture(),
                    new MBartArchitecture(),
                    new MarianArchitecture(),
                    new PegasusArchitecture(),
                    new T5Architecture());

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
