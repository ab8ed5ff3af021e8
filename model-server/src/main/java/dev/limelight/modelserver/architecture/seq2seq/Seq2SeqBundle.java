package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.generation.GenerationConfig;
import dev.limelight.modelserver.runtime.Seq2SeqFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with an encoder-decoder model as people keep it on the Hugging Face hub: {@code
 * config.json}, {@code generation_config.json}, and the graphs under the names that Optimum writes,
 * in the folder or under {@code onnx/}, with or without a suffix. Immutable.
 */
public final class Seq2SeqBundle {

    private final Path folder;
    private final BundleConfig config;
    private final Seq2SeqFiles files;

    private Seq2SeqBundle(Path folder, BundleConfig config, Seq2SeqFiles files) {
        this.folder = folder;
        this.config = config;
        this.files = files;
    }

    /**
     * Reads a bundle.
     *
     * @param suffix of the graphs' names, for instance {@code _quantized}; empty for none
     * @throws ModelException {@code MODEL_ERROR} naming what is missing or wrong
     */
    public static Seq2SeqBundle read(Path folder, String suffix) {
        return new Seq2SeqBundle(folder, BundleConfig.read(folder), files(folder, suffix));
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** What its {@code config.json} says. */
    public ModelConfig config() {
        return config.model();
    }

    /**
     * Its settings, with some changed.
     *
     * @param changes a JSON object by the names of {@code generation_config.json}; {@code {}} for
     *     none
     * @throws ModelException {@code MODEL_ERROR} naming a setting that is wrong or not supported
     * @throws IllegalArgumentException naming a value that makes no sense
     */
    public GenerationConfig generationConfig(String changes) {
        JsonSettings changed = JsonSettings.parse("the changes", changes);
        return GenerationSettings.read(config.generation().with(changed));
    }

    Seq2SeqFiles files() {
        return files;
    }

    private static Seq2SeqFiles files(Path folder, String suffix) {
        Path encoder = graph(folder, "encoder_model", suffix);
        Optional<Path> merged = find(folder, "decoder_model_merged", suffix);
        return merged.isPresent()
                ? new Seq2SeqFiles(encoder, merged.get(), merged.get())
                : new Seq2SeqFiles(
                        encoder,
                        graph(folder, "decoder_model", suffix),
                        graph(folder, "decoder_with_past_model", suffix));
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
        String file = name + suffix + ".onnx";
        return Stream.of(folder.resolve(file), folder.resolve("onnx").resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static List<String> graphs(Path folder) {
        return Stream.of(folder, folder.resolve("onnx"))
                .flatMap(where -> Stream.ofNullable(where.toFile().list()).flatMap(Stream::of))
                .filter(file -> file.endsWith(".onnx"))
                .sorted()
                .toList();
    }
}
