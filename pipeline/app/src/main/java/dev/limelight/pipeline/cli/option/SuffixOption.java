package dev.limelight.pipeline.cli.option;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which graphs of a model's folder are meant. */
public final class SuffixOption {

    @Option(
            names = "--suffix",
            paramLabel = "NAME",
            description =
                    "Suffix of the graphs' names, such as quantized. Default: the only one, or none.")
    private @Nullable String suffix;

    /** The suffix as {@link Seq2SeqOptions} takes it. */
    public String graphs() {
        return suffix == null ? Seq2SeqOptions.DEFAULT_SUFFIX : ModelFolder.suffix(suffix);
    }
}
