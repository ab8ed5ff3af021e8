package dev.limelight.modelserver.architecture.inspect;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.folder.BundleCard.Precision;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.architecture.folder.GraphChecksum;
import dev.limelight.modelserver.architecture.folder.ModelCard;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.SnapshotPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes {@link BundleCard}s. */
public final class BundleCards {

    /** Keys of {@code generation_config.json} that say nothing of how a text is made. */
    private static final Set<String> NOISE =
            Set.of(
                    "_from_model_config",
                    "transformers_version",
                    "output_attentions",
                    "output_hidden_states",
                    "use_cache");

    private static final String HUB = "https://huggingface.co/";

    private BundleCards() {}

    /**
     * What is in a folder; reads the graphs to the end.
     *
     * @param facts of the folder
     * @throws ModelException {@code MODEL_ERROR} when a file cannot be read
     */
    public static BundleCard of(ModelFacts facts) {
        ModelFiles files = new ModelFiles(facts.folder());
        JsonObject config = FactsReader.config(files);
        ModelCard card = ModelCard.of(facts.folder());
        JsonObject generation = files.json(ModelFiles.GENERATION).orElse(config);
        return new BundleCard(
                id(facts, config),
                facts.folder().toString(),
                facts.commit(),
                facts.modelType(),
                facts.sizes(),
                new TreeSet<>(facts.suffixes())
                        .stream().map(suffix -> precision(files, suffix)).toList(),
                files.has(ModelFiles.GENERATION) ? settings(generation) : Map.of(),
                wholes(generation.get("eos_token_id")),
                languages(facts, card),
                facts.alignment(),
                card.licence().orElse(null),
                SnapshotPath.repository(facts.folder()).map(HUB::concat).orElse(null));
    }

    /** The model's card names languages, too, but not what is read and what is written. */
    private static List<String> languages(ModelFacts facts, ModelCard card) {
        List<String> known = facts.allLanguages();
        return known.isEmpty() ? card.list("language") : known;
    }

    private static Precision precision(ModelFiles files, String suffix) {
        List<Path> graphs = files.paths(suffix);
        long bytes = 0;
        for (Path graph : graphs) {
            bytes += bytes(graph);
            bytes += files.data(graph).stream().mapToLong(BundleCards::bytes).sum();
        }
        boolean isMerged = files.names().isMerged(suffix);
        return new Precision(suffix, isMerged, bytes, GraphChecksum.of(graphs));
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ModelException(Category.MODEL_ERROR, file + " cannot be read", e);
        }
    }

    private static Map<String, String> settings(JsonObject generation) {
        Map<String, String> settings = new TreeMap<>();
        generation.entrySet().stream()
                .filter(entry -> !entry.getValue().isJsonNull() && !NOISE.contains(entry.getKey()))
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().toString()));
        return settings;
    }

    private static List<Integer> wholes(@Nullable JsonElement value) {
        List<Integer> wholes = new ArrayList<>();
        if (value != null && value.isJsonArray()) {
            value.getAsJsonArray().forEach(each -> wholes.addAll(wholes(each)));
        } else if (value != null && value.toString().matches("\\d{1,9}")) {
            wholes.add(value.getAsInt());
        }
        return wholes;
    }

    private static String id(ModelFacts facts, JsonObject config) {
        return SnapshotPath.repository(facts.folder())
                .or(() -> FactsReader.text(config, "_name_or_path").filter(text -> !text.isBlank()))
                .orElse(facts.name());
    }
}
