package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at generation settings before a model is loaded, and says all that is wrong with them. */
public final class SettingsCheck {

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
            Stream.concat(SUPPORTED.stream(), GenerationSettings.unsupported().stream())
                    .sorted()
                    .toList();

    private SettingsCheck() {}

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

    /**
     * What is wrong with a bundle's settings once some are changed; empty when they can be used.
     *
     * @param changes a JSON object by the names of {@link #KEYS}; {@code {}} for none
     * @throws ModelException {@code MODEL_ERROR} when a configuration cannot be read at all
     */
    public static List<String> problems(Path folder, String changes) {
        JsonSettings bundle = BundleConfig.read(folder).generation();
        JsonSettings settings;
        try {
            settings = bundle.with(changes(changes));
        } catch (ModelException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        Optional<String> whole = problem(settings);
        if (whole.isEmpty()) {
            return List.of();
        }
        // The first problem hides the others, so each setting is looked at alone, too.
        Set<String> problems = new LinkedHashSet<>();
        for (String key : settings.json().keySet()) {
            JsonObject alone = new JsonObject();
            alone.add(key, settings.json().get(key));
            refusal(new JsonSettings(settings.source(), alone)).ifPresent(problems::add);
        }
        if (problems.isEmpty()) {
            problems.add(whole.get());
        }
        return List.copyOf(problems);
    }

    private static Optional<String> problem(JsonSettings settings) {
        try {
            GenerationSettings.read(settings);
            return Optional.empty();
        } catch (ModelException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What is wrong with a setting itself; how it goes with others is not looked at. */
    private static Optional<String> refusal(JsonSettings setting) {
        try {
            GenerationSettings.read(setting);
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
