package dev.limelight.modelserver.architecture.inspect;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a bundle, whether it is whole or not.
 *
 * @param folder where they are
 */
record BundleFolder(Path folder) {

    static final String CONFIG = "config.json";
    static final String GENERATION = "generation_config.json";
    static final String ENCODER = "encoder_model";
    static final String MERGED = "decoder_model_merged";
    static final String FIRST = "decoder_model";
    static final String CACHED = "decoder_with_past_model";

    private static final String ONNX = ".onnx";
    private static final Pattern ENCODERS = Pattern.compile(ENCODER + "(.*)\\.onnx");
    private static final Pattern DATA = Pattern.compile("[_.]data(_\\d+)?");

    boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /** A file's JSON object; empty when it is not there or is none. */
    Optional<JsonObject> json(String file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(folder.resolve(file)));
            return json.isJsonObject() ? Optional.of(json.getAsJsonObject()) : Optional.empty();
        } catch (IOException | JsonParseException e) {
            return Optional.empty();
        }
    }

    /** The whole number under the first of some keys that has one; 0 for none. */
    int size(String... keys) {
        JsonObject config = json(CONFIG).orElseGet(JsonObject::new);
        for (String key : keys) {
            JsonElement value = config.get(key);
            if (value != null && value.isJsonPrimitive() && value.toString().matches("\\d{1,9}")) {
                return value.getAsInt();
            }
        }
        return 0;
    }

    /** The suffixes that there are encoders with. */
    Set<String> suffixes() {
        Set<String> suffixes = new TreeSet<>();
        for (String file : graphs()) {
            Matcher matcher = ENCODERS.matcher(file);
            if (matcher.matches()) {
                suffixes.add(matcher.group(1));
            }
        }
        return suffixes;
    }

    /** The suffix that is meant: none where there are such graphs, else the only one. */
    String suffix(String wanted) {
        Set<String> suffixes = suffixes();
        boolean isOne = suffixes.size() == 1 && !suffixes.contains("");
        return !wanted.equals(Seq2SeqOptions.DEFAULT_SUFFIX)
                ? wanted
                : isOne ? suffixes.iterator().next() : "";
    }

    Optional<Path> graph(String name, String suffix) {
        return graphFolders()
                .map(where -> where.resolve(name + suffix + ONNX))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    boolean isMerged(String suffix) {
        return graph(MERGED, suffix).isPresent();
    }

    /** The names of the graphs that a precision needs. */
    List<String> names(String suffix) {
        return isMerged(suffix) ? List.of(ENCODER, MERGED) : List.of(ENCODER, FIRST, CACHED);
    }

    /** Those of them that are there. */
    List<Path> paths(String suffix) {
        return names(suffix).stream().flatMap(name -> graph(name, suffix).stream()).toList();
    }

    /** Those of the decoder. */
    List<Path> decoders(String suffix) {
        return names(suffix).stream()
                .filter(name -> !name.equals(ENCODER))
                .flatMap(name -> graph(name, suffix).stream())
                .toList();
    }

    /** Files with the weights of a graph, beside it. */
    List<Path> data(Path graph) {
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
    List<String> graphs() {
        return graphFolders()
                .flatMap(where -> list(where).stream())
                .map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(ONNX))
                .sorted()
                .toList();
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
