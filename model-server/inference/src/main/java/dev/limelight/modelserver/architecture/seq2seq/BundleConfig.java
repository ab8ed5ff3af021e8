package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.architecture.seq2seq.ModelConfig.Own;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code config.json} and {@code generation_config.json} together; what the second says counts, as
 * in transformers, where older models keep generation settings in the first.
 *
 * @param model of the model
 * @param generation its settings
 */
record BundleConfig(ModelConfig model, JsonSettings generation) {

    /** The names for the same thing in the configurations of different architectures. */
    private static final List<String> ENCODER_HEADS =
            List.of("encoder_attention_heads", "num_heads");

    private static final List<String> DECODER_HEADS =
            List.of("decoder_attention_heads", "num_heads");
    private static final List<String> DECODER_LAYERS =
            List.of("decoder_layers", "num_decoder_layers", "num_layers");
    private static final List<String> VOCABULARY = List.of("decoder_vocab_size", "vocab_size");
    private static final String FORCED_BOS = "forced_bos_token_id";
    private static final String POSITIONS = "max_position_embeddings";
    private static final String LENGTH_RATIO = "length_ratio";

    static BundleConfig read(Path folder) {
        JsonSettings config = JsonSettings.read(folder.resolve("config.json"));
        Path settings = folder.resolve("generation_config.json");
        JsonSettings generation =
                Files.exists(settings) ? JsonSettings.read(settings) : withForcedBos(config);
        return new BundleConfig(model(config), generation);
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

    private static ModelConfig model(JsonSettings config) {
        // A kind that cannot be run has other sizes, which are not what is wrong with it.
        var unused = Seq2SeqArchitectures.of(config.text("model_type"));
        return new ModelConfig(
                config.has("_name_or_path") ? config.text("_name_or_path") : "",
                config.text("model_type"),
                config.anyInteger(ENCODER_HEADS),
                config.anyInteger(DECODER_HEADS),
                config.anyInteger(DECODER_LAYERS),
                config.anyInteger(VOCABULARY),
                config.has(POSITIONS)
                        ? OptionalInt.of(config.integer(POSITIONS, 0))
                        : OptionalInt.empty(),
                own(config.object("limelight")));
    }

    private static Own own(JsonSettings limelight) {
        JsonSettings languages = limelight.object("languages");
        return new Own(
                limelight.has("suffix") ? limelight.text("suffix") : null,
                alignment(limelight.object("alignment")),
                languages.texts("source"),
                languages.texts("target"),
                limelight.has(LENGTH_RATIO) ? ratio(limelight) : null);
    }

    private static double ratio(JsonSettings limelight) {
        double ratio = limelight.number(LENGTH_RATIO, 1);
        if (ratio <= 0 || Double.isInfinite(ratio)) {
            throw limelight.error(LENGTH_RATIO + " is " + ratio, "a number above 0");
        }
        return ratio;
    }

    private static @Nullable AttentionTap alignment(JsonSettings alignment) {
        return alignment.has("layer")
                ? new AttentionTap(
                        alignment.integer("layer", 0),
                        alignment.integer("head", AttentionTap.MEAN),
                        alignment.isTrue("shifted"))
                : null;
    }
}
