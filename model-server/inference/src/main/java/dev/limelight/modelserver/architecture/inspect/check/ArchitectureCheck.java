package dev.limelight.modelserver.architecture.inspect.check;

import com.google.gson.JsonElement;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.Seq2SeqArchitectures;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import java.util.List;
import java.util.Optional;

/** Whether the kind of model is one that can be run, by its {@code model_type}. */
final class ArchitectureCheck implements BundleCheck {

    @Override
    public String name() {
        return "architecture";
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        Optional<String> type = type(bundle);
        try {
            type.ifPresent(Seq2SeqArchitectures::of);
            return new Report(type.orElse("not said"), List.of());
        } catch (ModelException e) {
            return new Report(
                    "",
                    List.of("config.json has %s; others cannot be run".formatted(e.getMessage())));
        }
    }

    /** Whether the bundle says what it is, and nothing here runs that. */
    static boolean isForeign(ModelFiles bundle) {
        return type(bundle).isPresent() && architecture(bundle).isEmpty();
    }

    /** What runs the bundle; empty where it does not say, or nothing does. */
    static Optional<Seq2SeqArchitecture> architecture(ModelFiles bundle) {
        try {
            return type(bundle).map(Seq2SeqArchitectures::of);
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> type(ModelFiles bundle) {
        return bundle.json(ModelFiles.CONFIG)
                .map(config -> config.get("model_type"))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }
}
