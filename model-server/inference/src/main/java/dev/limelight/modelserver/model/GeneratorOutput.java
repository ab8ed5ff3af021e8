package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.generate.GeneratedText;
import java.util.List;

/**
 * The generated output for one input.
 *
 * @param sequences best first
 * @param encoderAttention of the source on itself, one map for each tap
 */
public record GeneratorOutput(List<GeneratedText> sequences, List<AttentionMap> encoderAttention) {

    public GeneratorOutput {
        sequences = List.copyOf(sequences);
        encoderAttention = List.copyOf(encoderAttention);
    }
}
