package dev.limelight.modelserver.architecture.bergamot;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.architecture.seq2seq.GenerationSettings;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.bergamot.Embeddings;
import dev.limelight.modelserver.bergamot.EngineSettings;
import dev.limelight.modelserver.generation.GenerationConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How a model generates, by the engine's settings and the names of transformers.
 *
 * @param source of the settings, for messages
 * @param engine what they say
 */
record BergamotSettings(String source, EngineSettings engine) {

    /**
     * The settings of a folder, Firefox's where it has none.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} naming a value that
     *     is not supported
     */
    static BergamotSettings of(BergamotFiles files) {
        Path file = files.settings();
        String text =
                file == null ? "" : new String(BergamotFiles.read(file), StandardCharsets.UTF_8);
        String source = file == null ? "the engine's defaults" : file.toString();
        return new BergamotSettings(source, EngineSettings.parse(source, text));
    }

    /**
     * The settings for one source.
     *
     * @param sourceTokens its length, end included: a target may be so much longer and no longer
     * @param changes a JSON object by the names of {@code generation_config.json}
     */
    GenerationConfig generation(int sourceTokens, String changes) {
        return GenerationSettings.read(source, json(sourceTokens).toString(), changes);
    }

    /** The settings themselves, as JSON. */
    JsonObject json(int sourceTokens) {
        int most = (int) Math.ceil(engine.lengthFactor() * sourceTokens);
        var json = new JsonObject();
        json.addProperty("decoder_start_token_id", BergamotTokenizers.END);
        json.addProperty("eos_token_id", BergamotTokenizers.END);
        json.addProperty("num_beams", engine.beams());
        json.addProperty("length_penalty", engine.normalize());
        json.addProperty("max_new_tokens", Math.min(most, Embeddings.POSITIONS));
        return json;
    }
}
