package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.JsonElement;
import dev.limelight.modelserver.generation.EarlyStopping;
import dev.limelight.modelserver.generation.GenerationConfig;
import java.util.Map;

/**
 * Reads a {@link GenerationConfig} from JSON, with the defaults of transformers. A setting that
 * would change the result and is not supported is refused, never passed over.
 */
final class GenerationSettings {

    private static final int DEFAULT_MAX_LENGTH = 20;

    /** Settings that are not supported, and the value that changes nothing. */
    private static final Map<String, Double> UNSUPPORTED =
            Map.of(
                    "do_sample", 0.0,
                    "num_beam_groups", 1.0,
                    "diversity_penalty", 0.0,
                    "guidance_scale", 1.0,
                    "encoder_repetition_penalty", 1.0,
                    "penalty_alpha", 0.0,
                    "remove_invalid_values", 0.0,
                    "renormalize_logits", 0.0);

    private GenerationSettings() {}

    static GenerationConfig read(JsonSettings json) {
        UNSUPPORTED.forEach((key, neutral) -> refuse(json, key, neutral));
        for (String key : new String[] {"sequence_bias", "exponential_decay_length_penalty"}) {
            if (json.has(key)) {
                throw json.error(key + " is set", "no such setting, it is not supported");
            }
        }
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
                json.integers("begin_suppress_tokens"));
    }

    private static void refuse(JsonSettings json, String key, double neutral) {
        if (json.has(key)
                && json.read(key, "a number or a truth value", x -> value(x)) != neutral) {
            throw json.error(
                    "%s is %s".formatted(key, json.json().get(key)),
                    "%s, other values are not supported".formatted(neutral));
        }
    }

    private static double value(JsonElement element) {
        boolean isTruth = element.isJsonPrimitive() && element.getAsJsonPrimitive().isBoolean();
        return isTruth ? (element.getAsBoolean() ? 1 : 0) : element.getAsDouble();
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
