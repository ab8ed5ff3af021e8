package dev.limelight.modelserver.architecture.inspect.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.SizeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Generation settings that are each fine and do not go together, or not with the model. */
final class ContradictionCheck implements BundleCheck {

    private static final List<String> TOKENS =
            List.of(
                    "decoder_start_token_id",
                    "eos_token_id",
                    "forced_bos_token_id",
                    "forced_eos_token_id",
                    "suppress_tokens",
                    "begin_suppress_tokens");

    @Override
    public String name() {
        return "settings together";
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        boolean isOwn = bundle.has(ModelFiles.GENERATION);
        String file = isOwn ? ModelFiles.GENERATION : ModelFiles.CONFIG;
        JsonObject settings = bundle.settings();
        List<String> errors = new ArrayList<>();
        checkTokens(file, settings, VocabularyCheck.configured(bundle), errors);
        checkPositions(file, settings, bundle.size(SizeKey.POSITIONS), errors);
        List<String> warnings = new ArrayList<>();
        checkOrder(file, settings, warnings, "min_length", "max_length");
        checkOrder(file, settings, warnings, "min_new_tokens", "max_new_tokens");
        checkBeams(file, settings, warnings);
        if (isOwn) {
            checkStart(bundle, settings, warnings);
        }
        return new Report("no contradiction", errors, warnings);
    }

    private static void checkTokens(
            String file, JsonObject settings, int vocabulary, List<String> errors) {
        for (String key : TOKENS) {
            ids(settings.get(key)).stream()
                    .filter(id -> vocabulary > 0 && id >= vocabulary)
                    .findFirst()
                    .ifPresent(
                            id ->
                                    errors.add(
                                            ("%s has %s %d, expected less than %d, the tokens that"
                                                            + " the model knows; it is of another model")
                                                    .formatted(file, key, id, vocabulary)));
        }
    }

    /** Where positions are absolute, the longest text that may be written must have one each. */
    private static void checkPositions(
            String file, JsonObject settings, int positions, List<String> errors) {
        OptionalInt most = ModelFiles.whole(settings, "max_new_tokens");
        OptionalInt length = ModelFiles.whole(settings, "max_length");
        int tokens = most.orElse(length.orElse(1) - 1);
        if (positions > 0 && tokens > positions) {
            errors.add(
                    "%s allows texts of %d tokens, expected at most %d as config.json has positions;"
                                    .formatted(file, tokens, positions)
                            + " lower max_new_tokens or max_length there");
        }
    }

    private static void checkOrder(
            String file, JsonObject settings, List<String> warnings, String least, String most) {
        OptionalInt low = ModelFiles.whole(settings, least);
        OptionalInt high = ModelFiles.whole(settings, most);
        if (low.isPresent() && high.isPresent() && low.getAsInt() > high.getAsInt()) {
            warnings.add(
                    ("%s has %s %d and %s %d, expected the first to be no more; no text"
                                    + " ends by itself")
                            .formatted(file, least, low.getAsInt(), most, high.getAsInt()));
        }
    }

    /** As transformers warns. */
    private static void checkBeams(String file, JsonObject settings, List<String> warnings) {
        boolean isGreedy = ModelFiles.whole(settings, "num_beams").orElse(1) == 1;
        JsonElement early = settings.get("early_stopping");
        if (isGreedy && early != null && early.toString().equals("true")) {
            warnings.add(
                    file
                            + " has early_stopping true and num_beams 1, expected more beams; it"
                            + " has no effect");
        }
    }

    private static void checkStart(ModelFiles bundle, JsonObject settings, List<String> warnings) {
        String key = "decoder_start_token_id";
        JsonObject config = bundle.json(ModelFiles.CONFIG).orElseGet(JsonObject::new);
        OptionalInt one = ModelFiles.whole(settings, key);
        OptionalInt other = ModelFiles.whole(config, key);
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            warnings.add(
                    "%s has %s %d and %s %d, expected the same; that of %s counts"
                            .formatted(
                                    ModelFiles.GENERATION,
                                    key,
                                    one.getAsInt(),
                                    ModelFiles.CONFIG,
                                    other.getAsInt(),
                                    ModelFiles.GENERATION));
        }
    }

    private static List<Integer> ids(@Nullable JsonElement value) {
        List<Integer> ids = new ArrayList<>();
        if (value != null && value.isJsonArray()) {
            value.getAsJsonArray().forEach(each -> ids.addAll(ids(each)));
        } else if (value != null && value.toString().matches("\\d{1,9}")) {
            ids.add(value.getAsInt());
        }
        return ids;
    }
}
