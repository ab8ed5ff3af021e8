package dev.limelight.modelserver.architecture.inspect;

import com.google.gson.JsonElement;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqArchitectures;
import java.util.List;
import java.util.Optional;

/** Whether the kind of model is one that can be run, by its {@code model_type}. */
final class ArchitectureCheck implements BundleCheck {

    @Override
    public String name() {
        return "architecture";
    }

    @Override
    public Report check(BundleFolder bundle, String suffix) {
        Optional<String> type =
                bundle.json(BundleFolder.CONFIG)
                        .map(config -> config.get("model_type"))
                        .filter(JsonElement::isJsonPrimitive)
                        .map(JsonElement::getAsString);
        try {
            type.ifPresent(Seq2SeqArchitectures::of);
            return new Report(type.orElse("not said"), List.of());
        } catch (ModelException e) {
            return new Report("", List.of("config.json has " + e.getMessage()));
        }
    }
}
