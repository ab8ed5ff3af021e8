package dev.limelight.modelserver.architecture.inspect;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.modelserver.runtime.GraphFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a bundle, whether it is whole or not. What was read of graphs is kept.
 *
 * @param folder where they are
 * @param changes settings that count before the bundle's
 * @param graphs what graphs say of themselves, of those that were asked; nothing of those that
 *     cannot be read
 */
public record BundleFolder(
        Path folder, JsonObject changes, Map<Path, Optional<GraphFacts>> graphs) {

    public static final String CONFIG = "config.json";
    public static final String GENERATION = "generation_config.json";
    public static final String ENCODER = "encoder_model";
    public static final String MERGED = "decoder_model_merged";
    public static final String FIRST = "decoder_model";
    public static final String CACHED = "decoder_with_past_model";

    private static final String ONNX = ".onnx";
    private static final Pattern ENCODERS = Pattern.compile(ENCODER + "(.*)\\.onnx");
    private static final long LARGEST_POINTER = 1024;
    private static final Pattern POINTER =
            Pattern.compile("version https://git-lfs[^\\n]*\\n(?s:.*)\\nsize (\\d{1,18})\\s*");
    private static final Pattern DATA = Pattern.compile("[_.]data(_\\d+)?");

    /** The files of a folder. */
    public BundleFolder(Path folder) {
        this(folder, new JsonObject(), new HashMap<>());
    }

    /** Its generation settings, with those that count before them. */
    public JsonObject settings() {
        JsonObject settings =
                json(has(GENERATION) ? GENERATION : CONFIG).orElseGet(JsonObject::new).deepCopy();
        changes.entrySet().forEach(entry -> settings.add(entry.getKey(), entry.getValue()));
        return settings;
    }

    /** What a graph says of itself; empty where it cannot be read, or is there by name only. */
    public Optional<GraphFacts> facts(Path graph) {
        return graphs.computeIfAbsent(graph, BundleFolder::read);
    }

    private static Optional<GraphFacts> read(Path graph) {
        try {
            return isContent(graph) ? Optional.of(GraphFacts.read(graph)) : Optional.empty();
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    /** Whether there is a file. */
    public boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /** A file's JSON object; empty when it is not there or is none. */
    public Optional<JsonObject> json(String file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(folder.resolve(file)));
            return json.isJsonObject() ? Optional.of(json.getAsJsonObject()) : Optional.empty();
        } catch (IOException | JsonParseException e) {
            return Optional.empty();
        }
    }

    /** The whole number in {@code config.json} under the first of some keys; 0 for none. */
    public int size(String... keys) {
        JsonObject config = json(CONFIG).orElseGet(JsonObject::new);
        return Stream.of(keys)
                .flatMap(key -> whole(config, key).stream().boxed())
                .findFirst()
                .orElse(0);
    }

    /** The whole number under a key; empty where there is none. */
    public static OptionalInt whole(JsonObject json, String key) {
        JsonElement value = json.get(key);
        boolean isWhole =
                value != null && value.isJsonPrimitive() && value.toString().matches("\\d{1,9}");
        return isWhole ? OptionalInt.of(value.getAsInt()) : OptionalInt.empty();
    }

    /** The suffixes that there are encoders with. */
    public Set<String> suffixes() {
        Set<String> suffixes = new TreeSet<>();
        for (String file : graphNames()) {
            Matcher matcher = ENCODERS.matcher(file);
            if (matcher.matches()) {
                suffixes.add(matcher.group(1));
            }
        }
        return suffixes;
    }

    /** The suffix that is meant: the one that the bundle names, else none, else the only one. */
    public String suffix(String wanted) {
        if (!wanted.equals(Seq2SeqOptions.DEFAULT_SUFFIX)) {
            return wanted;
        }
        Set<String> suffixes = suffixes();
        boolean isOne = suffixes.size() == 1 && !suffixes.contains("");
        return named().orElse(isOne ? suffixes.iterator().next() : "");
    }

    /** {@code "limelight": {"suffix": "_int8"}} of {@code config.json}. */
    private Optional<String> named() {
        return json(CONFIG)
                .map(config -> config.get("limelight"))
                .filter(JsonElement::isJsonObject)
                .map(ours -> ours.getAsJsonObject().get("suffix"))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }

    /** A graph, in the folder or under {@code onnx/}. */
    public Optional<Path> graph(String name, String suffix) {
        return graphFolders()
                .map(where -> where.resolve(name + suffix + ONNX))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Whether one decoder does the first and all later steps. */
    public boolean isMerged(String suffix) {
        return graph(MERGED, suffix).isPresent();
    }

    /** The names of the graphs that a precision needs. */
    public List<String> names(String suffix) {
        return isMerged(suffix) ? List.of(ENCODER, MERGED) : List.of(ENCODER, FIRST, CACHED);
    }

    /** Those of them that are there. */
    public List<Path> paths(String suffix) {
        return names(suffix).stream().flatMap(name -> graph(name, suffix).stream()).toList();
    }

    /** Those of the decoder. */
    public List<Path> decoders(String suffix) {
        return names(suffix).stream()
                .filter(name -> !name.equals(ENCODER))
                .flatMap(name -> graph(name, suffix).stream())
                .toList();
    }

    /** Files with the weights of a graph, beside it. */
    public List<Path> data(Path graph) {
        String name = graph.getFileName().toString();
        List<Path> data = new ArrayList<>();
        for (Path file : list(graph.resolveSibling("."))) {
            String other = file.getFileName().toString();
            if (other.startsWith(name) && DATA.matcher(other.substring(name.length())).matches()) {
                data.add(file);
            }
        }
        return data;
    }

    /** The names of all graphs. */
    public List<String> graphNames() {
        return graphFolders()
                .flatMap(where -> list(where).stream())
                .map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(ONNX))
                .sorted()
                .toList();
    }

    /** All files, those under {@code onnx/} among them, by name. */
    public List<Path> files() {
        return graphFolders().flatMap(where -> list(where).stream()).sorted().toList();
    }

    /** The size that a Git LFS pointer names, where a file is one, in octets. */
    public static OptionalLong pointed(Path file) {
        try {
            if (Files.size(file) > LARGEST_POINTER) {
                return OptionalLong.empty();
            }
            Matcher pointer = POINTER.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            return pointer.matches()
                    ? OptionalLong.of(Long.parseLong(pointer.group(1)))
                    : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Whether a file is more than nothing or a Git LFS pointer. */
    public static boolean isContent(Path file) {
        return file.toFile().length() > 0 && pointed(file).isEmpty();
    }

    private Stream<Path> graphFolders() {
        return Stream.of(folder, folder.resolve("onnx"));
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }
}
