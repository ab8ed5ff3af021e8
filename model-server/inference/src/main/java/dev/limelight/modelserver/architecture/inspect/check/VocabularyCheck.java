package dev.limelight.modelserver.architecture.inspect.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.SizeKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Whether graph, configuration and tokenizer are of one model: their vocabularies say. */
final class VocabularyCheck implements BundleCheck {

    private static final String LOGITS = "logits";
    private static final String MASK = "<mask>";
    private static final String TARGET = "target_vocab.json";

    @Override
    public String name() {
        return "vocabulary";
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        int configured = configured(bundle);
        long tokens = configured;
        List<String> problems = new ArrayList<>();
        for (Path graph : bundle.decoders(suffix)) {
            OptionalLong written = written(bundle, graph);
            if (written.isPresent()) {
                tokens = written.getAsLong();
                checkConfigured(graph, tokens, configured, problems);
            }
        }
        int last = lastId(ids(bundle)).orElse(-1);
        checkIds(
                "tokenizer",
                last,
                hasTwo(bundle) ? bundle.size(SizeKey.SOURCE_VOCABULARY) : tokens,
                problems);
        if (hasTwo(bundle)) {
            int written = lastId(bundle.json(TARGET).orElseGet(JsonObject::new)).orElse(-1);
            checkIds(TARGET, written, tokens, problems);
        }
        return new Report(
                last < 0 ? tokens + " tokens" : tokens + " tokens, ids up to " + last, problems);
    }

    /** Whether a model reads other tokens than it writes, as some of Marian's do. */
    private static boolean hasTwo(ModelFiles bundle) {
        return bundle.has(TARGET)
                && bundle.json("tokenizer_config.json")
                        .map(config -> config.get("separate_vocabs"))
                        .filter(value -> value.toString().equals("true"))
                        .isPresent();
    }

    private static void checkIds(String file, int last, long tokens, List<String> problems) {
        if (tokens > 0 && last >= tokens) {
            problems.add(
                    ("the %s has ids up to %d, expected less than %d, the tokens that the model"
                                    + " knows; it is the tokenizer of another model")
                            .formatted(file, last, tokens));
        }
    }

    private static void checkConfigured(
            Path graph, long written, int configured, List<String> problems) {
        if (configured > 0 && written != configured) {
            problems.add(
                    "%s writes %d tokens, expected %d as in config.json; they are of two models"
                            .formatted(graph.getFileName(), written, configured));
        }
    }

    /** The tokens that a decoder writes; empty where the graph does not say or cannot be read. */
    private static OptionalLong written(ModelFiles bundle, Path graph) {
        return bundle.facts(graph)
                .map(facts -> facts.lastAxis(LOGITS))
                .orElse(OptionalLong.empty());
    }

    /** The tokens that a bundle's model can write, as its configuration says; 0 for unknown. */
    static int configured(ModelFiles bundle) {
        return bundle.size(SizeKey.VOCABULARY);
    }

    /** The ids of pieces; an empty object where no file holds them. */
    private static JsonElement ids(ModelFiles bundle) {
        JsonObject tokenizer = bundle.json("tokenizer.json").orElseGet(JsonObject::new);
        JsonElement model = tokenizer.get("model");
        return model != null && model.isJsonObject()
                ? Objects.requireNonNullElseGet(
                        model.getAsJsonObject().get("vocab"), JsonObject::new)
                : bundle.json("vocab.json").orElseGet(JsonObject::new);
    }

    /**
     * The last id that a text may have. BART's that summarize count the mask among their pieces,
     * which is of their training, and have no row for it.
     */
    private static OptionalInt lastId(JsonElement vocabulary) {
        if (vocabulary.isJsonArray()) {
            int pieces = vocabulary.getAsJsonArray().size();
            return pieces == 0 ? OptionalInt.empty() : OptionalInt.of(pieces - 1);
        }
        return vocabulary.isJsonObject()
                ? vocabulary.getAsJsonObject().asMap().entrySet().stream()
                        .filter(piece -> !piece.getKey().equals(MASK))
                        .map(piece -> piece.getValue().toString())
                        .filter(id -> id.matches("\\d{1,9}"))
                        .mapToInt(Integer::parseInt)
                        .max()
                : OptionalInt.empty();
    }
}
