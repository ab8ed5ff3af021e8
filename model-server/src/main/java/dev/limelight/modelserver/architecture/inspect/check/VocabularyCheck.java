package dev.limelight.modelserver.architecture.inspect.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.architecture.inspect.BundleFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Whether graph, configuration and tokenizer are of one model: their vocabularies say. */
final class VocabularyCheck implements BundleCheck {

    private static final String LOGITS = "logits";

    @Override
    public String name() {
        return "vocabulary";
    }

    @Override
    public Report check(BundleFolder bundle, String suffix) {
        int configured = configured(bundle);
        long tokens = configured;
        List<String> problems = new ArrayList<>();
        for (Path graph : bundle.decoders(suffix)) {
            OptionalLong written = written(graph);
            if (written.isPresent()) {
                tokens = written.getAsLong();
                checkConfigured(graph, tokens, configured, problems);
            }
        }
        int last = lastId(bundle).orElse(-1);
        if (tokens > 0 && last >= tokens) {
            problems.add(
                    "the tokenizer has ids up to %d, expected less than %d, the tokens that the model"
                                    .formatted(last, tokens)
                            + " knows; it is the tokenizer of another model");
        }
        return new Report(
                last < 0 ? tokens + " tokens" : tokens + " tokens, ids up to " + last, problems);
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
    private static OptionalLong written(Path graph) {
        return GraphCheck.read(graph)
                .map(facts -> facts.lastAxis(LOGITS))
                .orElse(OptionalLong.empty());
    }

    /** The tokens that a bundle's model can write, as its configuration says; 0 for unknown. */
    static int configured(BundleFolder bundle) {
        return bundle.size("decoder_vocab_size", "vocab_size");
    }

    private static OptionalInt lastId(BundleFolder bundle) {
        JsonObject tokenizer = bundle.json("tokenizer.json").orElseGet(JsonObject::new);
        JsonElement model = tokenizer.get("model");
        JsonElement vocabulary =
                model != null && model.isJsonObject()
                        ? model.getAsJsonObject().get("vocab")
                        : bundle.json("vocab.json").orElse(null);
        return vocabulary == null ? OptionalInt.empty() : ids(vocabulary).max();
    }

    /** A list of pieces, or ids by piece. */
    private static IntStream ids(JsonElement vocabulary) {
        if (vocabulary.isJsonArray()) {
            return IntStream.range(0, vocabulary.getAsJsonArray().size());
        }
        return vocabulary.isJsonObject()
                ? vocabulary.getAsJsonObject().asMap().values().stream()
                        .filter(id -> id.toString().matches("\\d{1,9}"))
                        .mapToInt(JsonElement::getAsInt)
                : IntStream.empty();
    }
}
