package dev.limelight.modelserver.architecture.inspect.check;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.seq2seq.SettingsCheck;
import java.util.ArrayList;
import java.util.List;

/** Settings that would change the text and are not supported, and those without which none ends. */
final class GenerationCheck implements BundleCheck {

    @Override
    public String name() {
        return "generation settings";
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        if (bundle.has(ModelFiles.GENERATION) && bundle.json(ModelFiles.GENERATION).isEmpty()) {
            return problem("generation_config.json is no JSON object; fetch it again");
        }
        String file = bundle.has(ModelFiles.GENERATION) ? ModelFiles.GENERATION : ModelFiles.CONFIG;
        JsonObject settings = bundle.settings();
        List<String> problems = new ArrayList<>(unsupported(bundle));
        if (bundle.has(file) && lacks(settings, "decoder_start_token_id", "bos_token_id")) {
            problems.add(
                    file
                            + " has no decoder_start_token_id, expected the id that a text begins with");
        }
        if (bundle.has(file) && lacks(settings, "eos_token_id")) {
            problems.add(file + " has no eos_token_id, expected the id that a text ends with");
        }
        return new Report("all supported, in " + file, problems);
    }

    private static List<String> unsupported(ModelFiles bundle) {
        try {
            return bundle.json(ModelFiles.CONFIG).isEmpty()
                    ? List.of()
                    : SettingsCheck.problems(bundle.folder(), bundle.changes().toString());
        } catch (ModelException e) {
            // A size that config.json lacks; another check tells.
            return List.of();
        }
    }

    private static boolean lacks(JsonObject settings, String... keys) {
        for (String key : keys) {
            if (settings.has(key) && !settings.get(key).isJsonNull()) {
                return false;
            }
        }
        return true;
    }

    private static Report problem(String problem) {
        return new Report("", List.of(problem));
    }
}
