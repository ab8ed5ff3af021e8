package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.modelserver.runtime.sample.SampleGraphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a Marian bundle with random weights and a vocabulary of made-up words: {@code w17} is
 * token 17. It never ends a sentence, so {@code max_new_tokens} says how long a target is.
 */
public final class SampleBundle {

    private static final int END = 0;
    private static final int UNKNOWN = 1;

    private SampleBundle() {}

    /**
     * Writes configuration, tokenizer, and graphs for each precision.
     *
     * @param folder made if it is not there; files of these names are replaced
     */
    public static void write(Path folder, SampleSize size, List<SamplePrecision> precisions)
            throws IOException {
        Files.createDirectories(folder);
        write(folder, "config.json", config(size));
        write(folder, "generation_config.json", generation(size));
        write(folder, "tokenizer.json", tokenizer(size));
        write(folder, "tokenizer_config.json", new JsonObject());
        for (SamplePrecision precision : precisions) {
            SampleGraphs.write(folder, size, precision);
        }
    }

    private static JsonObject config(SampleSize size) {
        JsonObject config = generation(size);
        config.addProperty("model_type", "marian");
        config.addProperty("d_model", size.width());
        config.addProperty("vocab_size", size.vocabulary());
        config.addProperty("encoder_layers", size.encoderLayers());
        config.addProperty("decoder_layers", size.decoderLayers());
        config.addProperty("encoder_attention_heads", size.heads());
        config.addProperty("decoder_attention_heads", size.heads());
        config.addProperty("max_position_embeddings", size.positions());
        return config;
    }

    private static JsonObject generation(SampleSize size) {
        JsonObject generation = new JsonObject();
        generation.addProperty("decoder_start_token_id", size.vocabulary() - 1);
        generation.addProperty("pad_token_id", size.vocabulary() - 1);
        generation.addProperty("eos_token_id", END);
        generation.addProperty("num_beams", 1);
        return generation;
    }

    private static JsonObject tokenizer(SampleSize size) {
        JsonObject vocabulary = new JsonObject();
        JsonArray added = new JsonArray();
        for (int id = 0; id < size.vocabulary(); id++) {
            vocabulary.addProperty(word(id, size), id);
            if (!word(id, size).startsWith("w")) {
                added.add(special(id, word(id, size)));
            }
        }
        JsonObject model = named("WordLevel");
        model.add("vocab", vocabulary);
        model.addProperty("unk_token", word(UNKNOWN, size));
        JsonObject tokenizer = new JsonObject();
        tokenizer.addProperty("version", "1.0");
        tokenizer.add("added_tokens", added);
        tokenizer.add("normalizer", JsonNull.INSTANCE);
        tokenizer.add("pre_tokenizer", named("WhitespaceSplit"));
        tokenizer.add("model", model);
        return tokenizer;
    }

    private static String word(int id, SampleSize size) {
        return switch (id) {
            case END -> "</s>";
            case UNKNOWN -> "<unk>";
            default -> id == size.vocabulary() - 1 ? "<pad>" : "w" + id;
        };
    }

    private static JsonObject named(String type) {
        JsonObject json = new JsonObject();
        json.addProperty("type", type);
        return json;
    }

    private static JsonObject special(int id, String content) {
        JsonObject token = new JsonObject();
        token.addProperty("id", id);
        token.addProperty("content", content);
        for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
            token.addProperty(flag, false);
        }
        token.addProperty("special", true);
        return token;
    }

    private static void write(Path folder, String name, JsonObject json) throws IOException {
        Files.writeString(folder.resolve(name), new Gson().toJson(json));
    }
}
