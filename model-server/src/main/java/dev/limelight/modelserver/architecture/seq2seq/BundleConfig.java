package dev.limelight.modelserver.architecture.seq2seq;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code config.json} and {@code generation_config.json} together; what the second says counts, as
 * in transformers, where older models keep generation settings in the first.
 *
 * @param model of the model
 * @param generation its settings
 */
record BundleConfig(ModelConfig model, JsonSettings generation) {

    /** The names for the same thing in the configurations of different architectures. */
    private static final List<String> HEADS = List.of("decoder_attention_heads", "num_heads");

    private static final String POSITIONS = "max_position_embeddings";

    static BundleConfig read(Path folder) {
        JsonSettings config = JsonSettings.read(folder.resolve("config.json"));
        Path settings = folder.resolve("generation_config.json");
        JsonSettings generation = Files.exists(settings) ? JsonSettings.read(settings) : config;
        return new BundleConfig(model(config), generation);
    }

    private static ModelConfig model(JsonSettings config) {
        return new ModelConfig(
                config.text("model_type"),
                config.anyInteger(HEADS),
                config.has(POSITIONS)
                        ? OptionalInt.of(config.integer(POSITIONS, 0))
                        : OptionalInt.empty());
    }
}
