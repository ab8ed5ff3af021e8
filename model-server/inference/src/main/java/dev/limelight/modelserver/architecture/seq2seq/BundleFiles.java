package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.runtime.Seq2SeqFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the graphs of a bundle by the names that Optimum writes. */
final class BundleFiles {

    private static final String ENCODER = "encoder_model";
    private static final String ENDING = ".onnx";

    private BundleFiles() {}

    /**
     * The graphs of one suffix; a merged decoder is preferred, it holds its weights once.
     *
     * @throws ModelException {@code MODEL_ERROR} naming the file that is missing, and those there
     */
    static Seq2SeqFiles find(Path folder, String suffix, ModelConfig config) {
        Path encoder = graph(folder, ENCODER, suffix);
        Optional<Path> merged = find(folder, "decoder_model_merged", suffix);
        return new Seq2SeqFiles(
                encoder,
                merged.orElseGet(() -> graph(folder, "decoder_model", suffix)),
                merged.orElseGet(() -> graph(folder, "decoder_with_past_model", suffix)),
                config.encoderHeads(),
                config.decoderHeads(),
                config.vocabulary());
    }

    /** The suffix that the bundle names, else none if there are such graphs, else the only one. */
    static String suffix(Path folder, ModelConfig.Own own) {
        String named = own.suffix();
        List<String> suffixes = suffixes(folder);
        if (named != null || suffixes.isEmpty() || suffixes.contains("")) {
            return named == null ? "" : named;
        }
        if (suffixes.size() > 1) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s has graphs with the suffixes %s, expected a choice of one"
                            .formatted(folder, suffixes));
        }
        return suffixes.get(0);
    }

    /** All suffixes that an encoder is there with, ascending. */
    static List<String> suffixes(Path folder) {
        return graphs(folder).stream()
                .filter(file -> file.startsWith(ENCODER))
                .map(file -> file.substring(ENCODER.length(), file.length() - ENDING.length()))
                .distinct()
                .toList();
    }

    private static Path graph(Path folder, String name, String suffix) {
        return find(folder, name, suffix)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        Category.MODEL_ERROR,
                                        "%s has no %s%s.onnx, there or under onnx/; found %s"
                                                .formatted(folder, name, suffix, graphs(folder))));
    }

    private static Optional<Path> find(Path folder, String name, String suffix) {
        String file = name + suffix + ENDING;
        return Stream.of(folder.resolve(file), folder.resolve("onnx").resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static List<String> graphs(Path folder) {
        return Stream.of(folder, folder.resolve("onnx"))
                .flatMap(where -> Stream.ofNullable(where.toFile().list()).flatMap(Stream::of))
                .filter(file -> file.endsWith(ENDING))
                .sorted()
                .toList();
    }
}
