package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code config.json} and {@code generation_config.json} together; what the second says counts, as
 * in transformers, where older models keep generation settings in the first.
 *
 * @param model of the model
 * @param generation its settings
 */
record BundleConfig(ModelConfig model, JsonSettings generation) {

    private static final String FORCED_BOS = "forced_bos_token_id";

    static BundleConfig read(Path folder) {
        JsonSettings config = JsonSettings.read(folder.resolve(ModelFiles.CONFIG));
        Path settings = folder.resolve(ModelFiles.GENERATION);
        JsonSettings generation =
                Files.exists(settings) ? JsonSettings.read(settings) : withForcedBos(config);
        return new BundleConfig(ModelConfig.of(config), generation);
    }

    /** BART's first summarizers say under another name that a text begins with its own token. */
    private static JsonSettings withForcedBos(JsonSettings config) {
        if (!config.isTrue("force_bos_token_to_be_generated") || config.has(FORCED_BOS)) {
            return config;
        }
        JsonObject forced = new JsonObject();
        forced.add(FORCED_BOS, config.json().get("bos_token_id"));
        return config.with(new JsonSettings("force_bos_token_to_be_generated", forced));
    }
}
