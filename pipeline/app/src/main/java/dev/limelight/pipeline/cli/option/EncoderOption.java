package dev.limelight.pipeline.cli.option;

import dev.limelight.pipeline.salience.Encoders;
import picocli.CommandLine.Option;

/** The option that names the encoder for extractive summaries. */
public final class EncoderOption {

    /** The option, as a person writes it. */
    public static final String NAME = "--encoder";

    static final String DEFAULT = "minilm";

    @Option(
            names = NAME,
            paramLabel = "MODEL",
            description = {
                "The encoder that reads a text whose own sentences are chosen: minilm, a folder, or a",
                "name that 'models list' shows. Default: ${DEFAULT-VALUE}"
            })
    private String encoder = DEFAULT;

    /** The alias or the folder; refuses what is no encoder. */
    public String model() {
        try {
            return Encoders.named(encoder);
        } catch (IllegalArgumentException e) {
            throw new UsageException(NAME + " " + e.getMessage());
        }
    }
}
