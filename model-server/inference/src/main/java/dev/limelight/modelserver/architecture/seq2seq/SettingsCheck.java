package dev.limelight.modelserver.architecture.seq2seq;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at generation settings before a model is loaded, and says all that is wrong with them. */
public final class SettingsCheck {

    private SettingsCheck() {}

    /**
     * What is wrong with a bundle's settings once some are changed; empty when they can be used.
     *
     * @param changes a JSON object by the names of {@link GenerationSettings#KEYS}; {@code {}} for
     *     none
     * @throws ModelException {@code MODEL_ERROR} when a configuration cannot be read at all
     */
    public static List<String> problems(Path folder, String changes) {
        JsonSettings bundle = BundleConfig.read(folder).generation();
        JsonSettings settings;
        try {
            settings = bundle.with(GenerationSettings.changes(changes));
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
