package dev.limelight.modelserver.architecture.folder;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The graphs of an encoder-decoder model among the files of a folder or of a repository, by the
 * names that Optimum writes: at the top or under {@code onnx/}, with or without a suffix.
 *
 * @param files names relative to the folder, with {@code /}
 */
public record GraphNames(Set<String> files) {

    /** The only graph of a model that is an encoder alone. */
    public static final String MODEL = "model";

    public static final String ENCODER = "encoder_model";
    public static final String MERGED = "decoder_model_merged";
    public static final String FIRST = "decoder_model";
    public static final String CACHED = "decoder_with_past_model";

    private static final String ENDING = ".onnx";
    private static final String FOLDER = "onnx/";
    private static final Pattern DATA = Pattern.compile("[_.]data(_\\d+)?");

    public GraphNames {
        files = new TreeSet<>(files);
    }

    /** Among some files. */
    public static GraphNames among(Collection<String> files) {
        return new GraphNames(new TreeSet<>(files));
    }

    /** The suffixes that there are encoders of encoder-decoder models with, ascending. */
    public Set<String> suffixes() {
        return suffixes(ENCODER);
    }

    /** The suffixes that a graph is there with, ascending. */
    public Set<String> suffixes(String graph) {
        Pattern graphs = Pattern.compile("(?:" + FOLDER + ")?" + graph + "(.*)\\.onnx");
        Set<String> suffixes = new TreeSet<>();
        files.stream()
                .map(graphs::matcher)
                .filter(Matcher::matches)
                .forEach(matcher -> suffixes.add(matcher.group(1)));
        return suffixes;
    }

    /** A graph of one suffix; that at the top counts first. */
    public Optional<String> find(String graph, String suffix) {
        String file = graph + suffix + ENDING;
        return Stream.of(file, FOLDER + file).filter(files::contains).findFirst();
    }

    /** Whether one decoder does the first and all later steps. */
    public boolean isMerged(String suffix) {
        return find(MERGED, suffix).isPresent();
    }

    /** The graphs that a suffix needs, by their names without it; the encoder's is the first. */
    public List<String> needed(String suffix) {
        return isMerged(suffix) ? List.of(ENCODER, MERGED) : List.of(ENCODER, FIRST, CACHED);
    }

    /** Files with the weights of a graph, beside it, ascending. */
    public List<String> data(String graph) {
        return files.stream()
                .filter(file -> file.startsWith(graph))
                .filter(file -> DATA.matcher(file.substring(graph.length())).matches())
                .toList();
    }

    /** All graphs, without the folder. */
    public List<String> graphs() {
        return files.stream()
                .filter(file -> file.endsWith(ENDING))
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .sorted()
                .toList();
    }
}
