package dev.limelight.modelserver.architecture.inspect.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.OwnKeys;
import dev.limelight.modelserver.architecture.folder.SizeKey;
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
    public Report check(ModelFiles bundle, String suffix) {
        Optional<JsonObject> config = bundle.json(ModelFiles.CONFIG);
        if (config.isEmpty()) {
            return new Report("", List.of(missing(bundle)));
        }
        List<String> problems = new ArrayList<>();
        checkType(config.get(), problems);
        checkOwn(config.get(), problems);
        checkSize(bundle, problems, SizeKey.DECODER_HEADS);
        checkSize(bundle, problems, SizeKey.DECODER_LAYERS);
        return new Report("a transformers configuration", problems);
    }

    private static String missing(ModelFiles bundle) {
        return bundle.has(ModelFiles.CONFIG)
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

    private static void checkOwn(JsonObject config, List<String> problems) {
        try {
            var unused = OwnKeys.of(new JsonSettings(ModelFiles.CONFIG, config));
        } catch (ModelException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private static void checkSize(ModelFiles bundle, List<String> problems, SizeKey size) {
        if (bundle.size(size) == 0) {
            problems.add(
                    "config.json has none of %s, expected a whole number from 1 under one of them"
                            .formatted(String.join(", ", size.keys())));
        }
    }
}
