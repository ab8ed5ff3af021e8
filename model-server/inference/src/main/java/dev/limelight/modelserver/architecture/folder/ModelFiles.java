package dev.limelight.modelserver.architecture.folder;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.runtime.graph.GraphFacts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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
public record ModelFiles(Path folder, JsonObject changes, Map<Path, Optional<GraphFacts>> graphs) {

    public static final String CONFIG = "config.json";
    public static final String GENERATION = "generation_config.json";

    private static final String GRAPHS = "onnx";
    private static final long LARGEST_POINTER = 1024;
    private static final Pattern POINTER =
            Pattern.compile("version https://git-lfs[^\\n]*\\n(?s:.*)\\nsize (\\d{1,18})\\s*");

    /** The files of a folder. */
    public ModelFiles(Path folder) {
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
        return graphs.computeIfAbsent(graph, ModelFiles::read);
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

    /** A size in {@code config.json}; 0 where it is not said, or no whole number. */
    public int size(SizeKey size) {
        JsonObject config = json(CONFIG).orElseGet(JsonObject::new);
        return size.keys().stream()
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

    /** The graphs among the files. */
    public GraphNames names() {
        return GraphNames.among(files().stream().map(this::relative).toList());
    }

    /** Whether there is a configuration, and an encoder of an encoder-decoder model. */
    public boolean isModel() {
        return has(CONFIG) && !names().suffixes().isEmpty();
    }

    /**
     * The suffix that is meant: {@code wanted}, the one that the model names, none where there are
     * such graphs, else the only one; none where there are several.
     *
     * @param wanted {@link Seq2SeqOptions#DEFAULT_SUFFIX} for the model's choice
     */
    public String suffix(String wanted) {
        return suffix(wanted, names().suffixes());
    }

    /**
     * The same among other graphs.
     *
     * @param suffixes that there are
     */
    public String suffix(String wanted, Set<String> suffixes) {
        if (!wanted.equals(Seq2SeqOptions.DEFAULT_SUFFIX)) {
            return wanted;
        }
        boolean isOne = suffixes.size() == 1 && !suffixes.contains("");
        return named().orElse(isOne ? suffixes.iterator().next() : "");
    }

    /** A wrong value is told of where the configuration is checked. */
    private Optional<String> named() {
        try {
            return json(CONFIG)
                    .map(config -> OwnKeys.of(new JsonSettings(CONFIG, config)))
                    .map(OwnKeys::suffix);
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    /** A graph, in the folder or under {@code onnx/}. */
    public Optional<Path> graph(String name, String suffix) {
        return names().find(name, suffix).map(folder::resolve);
    }

    /** The graphs of a precision that are there, the encoder first. */
    public List<Path> paths(String suffix) {
        return there(suffix, names().needed(suffix).stream());
    }

    /** Those of the decoder. */
    public List<Path> decoders(String suffix) {
        return there(suffix, names().needed(suffix).stream().skip(1));
    }

    private List<Path> there(String suffix, Stream<String> graphs) {
        return graphs.flatMap(name -> graph(name, suffix).stream()).toList();
    }

    /** Files with the weights of a graph, beside it. */
    public List<Path> data(Path graph) {
        return names().data(relative(graph)).stream().map(folder::resolve).toList();
    }

    /** All files, those under {@code onnx/} among them, by name. */
    public List<Path> files() {
        return Stream.of(folder, folder.resolve(GRAPHS))
                .flatMap(where -> list(where).stream())
                .sorted()
                .toList();
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

    private String relative(Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
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
