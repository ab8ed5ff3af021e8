package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.generation.GenerationConfig;
import dev.limelight.modelserver.runtime.Seq2SeqFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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
     * @param suffix of the graphs' names, for instance {@code _quantized}; empty for none, {@link
     *     Seq2SeqOptions#DEFAULT_SUFFIX} for the one that the bundle names, or the only one
     * @throws ModelException {@code MODEL_ERROR} naming what is missing or wrong
     */
    public static Seq2SeqBundle read(Path folder, String suffix) {
        BundleConfig config = BundleConfig.read(folder);
        ModelFiles there = new ModelFiles(folder);
        if (suffix.equals(Seq2SeqOptions.DEFAULT_SUFFIX)) {
            checkChoice(there, config.model());
        }
        return new Seq2SeqBundle(
                folder, config, graphs(there, there.suffix(suffix), config.model()));
    }

    private static void checkChoice(ModelFiles there, ModelConfig config) {
        Set<String> suffixes = there.names().suffixes();
        if (config.own().suffix() == null && suffixes.size() > 1 && !suffixes.contains("")) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s has graphs with the suffixes %s, expected a choice of one"
                            .formatted(there.folder(), suffixes));
        }
    }

    /** The graphs of one suffix; a merged decoder is preferred, it holds its weights once. */
    private static Seq2SeqFiles graphs(ModelFiles there, String suffix, ModelConfig config) {
        List<Path> graphs =
                there.names().needed(suffix).stream()
                        .map(name -> graph(there, name, suffix))
                        .toList();
        return new Seq2SeqFiles(
                graphs.get(0),
                graphs.get(1),
                graphs.get(graphs.size() - 1),
                config.encoderHeads(),
                config.decoderHeads(),
                config.vocabulary());
    }

    private static Path graph(ModelFiles there, String name, String suffix) {
        return there.graph(name, suffix)
                .orElseThrow(
                        () ->
                                new ModelException(
                                        Category.MODEL_ERROR,
                                        "%s has no %s%s.onnx, there or under onnx/; found %s"
                                                .formatted(
                                                        there.folder(),
                                                        name,
                                                        suffix,
                                                        there.names().graphs())));
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** {@code model_type} of its {@code config.json}. */
    public String modelType() {
        return config.model().modelType();
    }

    /** What its {@code config.json} says. */
    ModelConfig config() {
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
        return GenerationSettings.read(
                config.generation().with(GenerationSettings.changes(changes)));
    }

    Seq2SeqFiles files() {
        return files;
    }
}
