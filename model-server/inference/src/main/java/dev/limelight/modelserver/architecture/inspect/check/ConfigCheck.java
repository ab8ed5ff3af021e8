package dev.limelight.modelserver.architecture.inspect.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.architecture.inspect.BundleFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code config.json} and the sizes in it that are needed to run the model. */
final class ConfigCheck implements BundleCheck {

    @Override
    public String name() {
        return "config";
    }

    @Override
    public Report check(BundleFolder bundle, String suffix) {
        Optional<JsonObject> config = bundle.json(BundleFolder.CONFIG);
        if (config.isEmpty()) {
            return new Report("", List.of(missing(bundle)));
        }
        List<String> problems = new ArrayList<>();
        checkType(config.get(), problems);
        checkSize(bundle, problems, "decoder_attention_heads", "num_heads");
        checkSize(bundle, problems, "decoder_layers", "num_decoder_layers", "num_layers");
        return new Report("a transformers configuration", problems);
    }

    private static String missing(BundleFolder bundle) {
        return bundle.has(BundleFolder.CONFIG)
                ? "config.json is no JSON object; fetch it again"
                : "there is no config.json; it lies beside the model on the hub,"
                        + " and optimum-cli export onnx writes it";
    }

    private static void checkType(JsonObject config, List<String> problems) {
        if (!config.has("model_type")) {
            problems.add("config.json has no model_type, expected one as transformers writes it");
        }
        JsonElement isSeq2Seq = config.get("is_encoder_decoder");
        if (isSeq2Seq != null && isSeq2Seq.toString().equals("false")) {
            problems.add(
                    "config.json has is_encoder_decoder false, expected an encoder-decoder model");
        }
    }

    private static void checkSize(BundleFolder bundle, List<String> problems, String... keys) {
        if (bundle.size(keys) == 0) {
            problems.add(
                    "config.json has none of %s, expected a whole number from 1 under one of them"
                            .formatted(String.join(", ", keys)));
        }
    }
}
