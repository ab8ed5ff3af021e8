package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import dev.limelight.modelserver.generation.EarlyStopping;
import dev.limelight.modelserver.generation.GenerationConfig;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a {@link GenerationConfig} from JSON, with the defaults of transformers. A setting that
 * would change the result and is not supported is refused, never passed over.
 */
public final class GenerationSettings {

    private static final int DEFAULT_MAX_LENGTH = 20;

    /** Settings that are not supported, and the value of each that changes nothing. */
    private static final Map<String, JsonElement> UNSUPPORTED =
            Map.ofEntries(
                    Map.entry("do_sample", new JsonPrimitive(false)),
                    Map.entry("num_beam_groups", new JsonPrimitive(1)),
                    Map.entry("diversity_penalty", new JsonPrimitive(0)),
                    Map.entry("guidance_scale", new JsonPrimitive(1)),
                    Map.entry("encoder_repetition_penalty", new JsonPrimitive(1)),
                    Map.entry("penalty_alpha", new JsonPrimitive(0)),
                    Map.entry("token_healing", new JsonPrimitive(false)),
                    Map.entry("sequence_bias", JsonNull.INSTANCE),
                    Map.entry("exponential_decay_length_penalty", JsonNull.INSTANCE),
                    Map.entry("force_words_ids", JsonNull.INSTANCE),
                    Map.entry("constraints", JsonNull.INSTANCE),
                    Map.entry("forced_decoder_ids", JsonNull.INSTANCE),
                    Map.entry("stop_strings", JsonNull.INSTANCE),
                    Map.entry("max_time", JsonNull.INSTANCE),
                    Map.entry("dola_layers", JsonNull.INSTANCE),
                    Map.entry("watermarking_config", JsonNull.INSTANCE));

    private static final List<String> SUPPORTED =
            List.of(
                    "bad_words_ids",
                    "begin_suppress_tokens",
                    "bos_token_id",
                    "decoder_start_token_id",
                    "early_stopping",
                    "encoder_no_repeat_ngram_size",
                    "eos_token_id",
                    "forced_bos_token_id",
                    "forced_eos_token_id",
                    "length_penalty",
                    "max_length",
                    "max_new_tokens",
                    "min_length",
                    "min_new_tokens",
                    "no_repeat_ngram_size",
                    "num_beams",
                    "num_return_sequences",
                    "remove_invalid_values",
                    "renormalize_logits",
                    "repetition_penalty",
                    "suppress_tokens");

    /**
     * The settings that can be changed, by their names in {@code generation_config.json}; those
     * that are not supported among them, so that a bundle's can be turned off.
     */
    public static final List<String> KEYS =
            Stream.concat(SUPPORTED.stream(), UNSUPPORTED.keySet().stream()).sorted().toList();

    private GenerationSettings() {}

    /**
     * Settings with some changed.
     *
     * @param source of the first, for messages
     * @param own a JSON object by the names of {@link #KEYS}
     * @param changes likewise; counts before {@code own}
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} naming a setting
     *     that is wrong or not supported
     * @throws IllegalArgumentException naming a value that makes no sense
     */
    public static GenerationConfig read(String source, String own, String changes) {
        return read(JsonSettings.parse(source, own).with(changes(changes)));
    }

    /**
     * Changes with others that make results have several sequences.
     *
     * @param changes a JSON object by the names of {@link #KEYS}
     */
    public static String withSequences(String changes, int beams, int sequences) {
        JsonObject json = changes(changes).json().deepCopy();
        json.addProperty("num_beams", beams);
        json.addProperty("num_return_sequences", sequences);
        return json.toString();
    }

    /**
     * Settings that someone changed.
     *
     * @param json an object by the names of {@link #KEYS}
     * @throws ModelException {@code MODEL_ERROR} for another name, which would be passed over
     */
    static JsonSettings changes(String json) {
        JsonSettings changes = JsonSettings.parse("the settings", json);
        for (String key : changes.json().keySet()) {
            if (!KEYS.contains(key)) {
                throw changes.error("unknown setting " + key, "one of " + KEYS);
            }
        }
        return changes;
    }

    static GenerationConfig read(JsonSettings json) {
        new TreeMap<>(UNSUPPORTED).forEach((key, neutral) -> refuse(json, key, neutral));
        return new GenerationConfig(
                json.integer("decoder_start_token_id")
                        .orElseGet(() -> json.integer("bos_token_id", 0)),
                json.integers("eos_token_id"),
                json.integer("max_new_tokens", json.integer("max_length", DEFAULT_MAX_LENGTH) - 1),
                json.integer("min_length", 0),
                json.integer("min_new_tokens", 0),
                json.integer("num_beams", 1),
                json.integer("num_return_sequences", 1),
                json.number("length_penalty", 1),
                earlyStopping(json),
                json.number("repetition_penalty", 1),
                json.integer("no_repeat_ngram_size", 0),
                json.integer("encoder_no_repeat_ngram_size", 0),
                json.lists("bad_words_ids"),
                json.integer("forced_bos_token_id"),
                json.integer("forced_eos_token_id"),
                json.integers("suppress_tokens"),
                json.integers("begin_suppress_tokens"),
                json.isTrue("remove_invalid_values"),
                json.isTrue("renormalize_logits"));
    }

    private static void refuse(JsonSettings json, String key, JsonElement neutral) {
        if (json.has(key) && !isSame(json.json().get(key), neutral)) {
            throw json.error(
                    "%s is %s".formatted(key, json.json().get(key)),
                    "%s; nothing else is supported, and your own setting %s=%s turns it off"
                            .formatted(neutral, key, neutral));
        }
    }

    /** Truth values count as 1 and 0, as in Python. */
    private static boolean isSame(JsonElement value, JsonElement neutral) {
        if (value.isJsonPrimitive() && neutral.isJsonPrimitive()) {
            return number(value.getAsJsonPrimitive()).equals(number(neutral.getAsJsonPrimitive()));
        }
        return value.isJsonArray() && value.getAsJsonArray().isEmpty();
    }

    private static OptionalDouble number(JsonPrimitive value) {
        if (value.isBoolean()) {
            return OptionalDouble.of(value.getAsBoolean() ? 1 : 0);
        }
        return value.isNumber() ? OptionalDouble.of(value.getAsDouble()) : OptionalDouble.empty();
    }

    private static EarlyStopping earlyStopping(JsonSettings json) {
        if (!json.has("early_stopping")) {
            return EarlyStopping.FALSE;
        }
        String value =
                json.read("early_stopping", "true, false or \"never\"", x -> x.getAsString());
        return switch (value) {
            case "true" -> EarlyStopping.TRUE;
            case "false" -> EarlyStopping.FALSE;
            case "never" -> EarlyStopping.NEVER;
            default -> throw json.error("early_stopping is " + value, "true, false or \"never\"");
        };
    }
}
