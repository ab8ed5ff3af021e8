package dev.limelight.modelserver.architecture.inspect;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.BundleCard;
import dev.limelight.modelserver.api.BundleCard.Precision;
import dev.limelight.modelserver.api.BundleCard.Sizes;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@link BundleCard}s. */
public final class BundleCards {

    private static final int DIGITS = 12;
    private static final int BUFFER = 1 << 16;
    private static final String CACHE_FOLDER = "models--";

    /** Keys of {@code generation_config.json} that say nothing of how a text is made. */
    private static final Set<String> NOISE =
            Set.of(
                    "_from_model_config",
                    "transformers_version",
                    "output_attentions",
                    "output_hidden_states",
                    "use_cache");

    private BundleCards() {}

    /** Whether a folder looks like an encoder-decoder model with graphs. */
    public static boolean isBundle(Path folder) {
        BundleFolder files = new BundleFolder(folder);
        return files.has(BundleFolder.CONFIG) && !files.suffixes().isEmpty();
    }

    /** The suffix that is meant where none is said. */
    public static String suffix(Path folder, String wanted) {
        return new BundleFolder(folder).suffix(wanted);
    }

    /**
     * What is in a folder; reads the graphs to the end.
     *
     * @throws ModelException {@code MODEL_ERROR} when there is no {@code config.json}
     */
    public static BundleCard of(Path folder) {
        BundleFolder files = new BundleFolder(folder);
        JsonObject config =
                files.json(BundleFolder.CONFIG)
                        .orElseThrow(
                                () ->
                                        new ModelException(
                                                Category.MODEL_ERROR,
                                                folder
                                                        + " has no config.json with a JSON object,"
                                                        + " expected the folder of a model"));
        ModelCard card = ModelCard.of(folder);
        JsonObject generation = files.json(BundleFolder.GENERATION).orElse(config);
        return new BundleCard(
                id(folder, config),
                folder.toString(),
                commit(folder),
                text(config, "model_type").orElse("unknown"),
                sizes(files),
                files.suffixes().stream().map(suffix -> precision(files, suffix)).toList(),
                files.has(BundleFolder.GENERATION) ? settings(generation) : Map.of(),
                wholes(generation.get("eos_token_id")),
                card.list("language"),
                alignment(config),
                licence(card));
    }

    /** A licence that is none of the hub's list has a name of its own. */
    private static @Nullable String licence(ModelCard card) {
        return card.text("license")
                .filter(name -> !name.equals("other"))
                .or(() -> card.text("license_name"))
                .or(() -> card.text("license"))
                .orElse(null);
    }

    private static Sizes sizes(BundleFolder files) {
        return new Sizes(
                files.size("encoder_layers", "num_layers"),
                files.size("decoder_layers", "num_decoder_layers", "num_layers"),
                files.size("decoder_attention_heads", "num_heads"),
                files.size("d_model", "hidden_size"),
                files.size("decoder_ffn_dim", "d_ff"),
                files.size("decoder_vocab_size", "vocab_size"),
                files.size("max_position_embeddings"));
    }

    private static Precision precision(BundleFolder files, String suffix) {
        List<Path> graphs = files.paths(suffix);
        long bytes = 0;
        for (Path graph : graphs) {
            bytes += bytes(graph);
            bytes += files.data(graph).stream().mapToLong(BundleCards::bytes).sum();
        }
        return new Precision(suffix, files.isMerged(suffix), bytes, hash(graphs));
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String hash(List<Path> files) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ModelException unreadable(Path file, IOException e) {
        return new ModelException(Category.MODEL_ERROR, file + " cannot be read", e);
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

    /** {@code "limelight": {"alignment": {"layer": 1, "head": 3}}}; without a head their mean. */
    private static @Nullable AttentionTap alignment(JsonObject config) {
        return Optional.ofNullable(config.get("limelight"))
                .filter(JsonElement::isJsonObject)
                .map(ours -> ours.getAsJsonObject().get("alignment"))
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .filter(tap -> !wholes(tap.get("layer")).isEmpty())
                .map(BundleCards::tap)
                .orElse(null);
    }

    private static AttentionTap tap(JsonObject tap) {
        List<Integer> head = wholes(tap.get("head"));
        int layer = wholes(tap.get("layer")).get(0);
        return new AttentionTap(
                layer,
                head.isEmpty() ? AttentionTap.MEAN : head.get(0),
                isTrue(tap.get("shifted")));
    }

    private static boolean isTrue(@Nullable JsonElement value) {
        return value != null && value.isJsonPrimitive() && value.getAsBoolean();
    }

    private static String id(Path folder, JsonObject config) {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return cachedRepo(folder)
                .or(() -> text(config, "_name_or_path").filter(text -> !text.isBlank()))
                .orElse(name);
    }

    /** {@code .../models--org--name/snapshots/<commit>}. */
    private static Optional<String> cachedRepo(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        if (whole.getNameCount() < 3) {
            return Optional.empty();
        }
        String repo = whole.getName(whole.getNameCount() - 3).toString();
        boolean isSnapshot = whole.getName(whole.getNameCount() - 2).toString().equals("snapshots");
        return isSnapshot && repo.startsWith(CACHE_FOLDER)
                ? Optional.of(repo.substring(CACHE_FOLDER.length()).replace("--", "/"))
                : Optional.empty();
    }

    private static @Nullable String commit(Path folder) {
        return cachedRepo(folder).isPresent()
                ? folder.toAbsolutePath().normalize().getFileName().toString()
                : null;
    }

    private static Optional<String> text(JsonObject json, String key) {
        JsonElement value = json.get(key);
        return value != null && value.isJsonPrimitive()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }
}
