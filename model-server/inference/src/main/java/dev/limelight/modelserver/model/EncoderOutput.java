package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.attention.AttentionMap;
import java.util.List;

/**
 * The output of a forward pass for one text, without padding.
 *
 * @param width size of one hidden state
 * @param hidden {@code [tokens, width]} row by row
 * @param attention one map for each wanted layer, in the order of the input
 */
public record EncoderOutput(int width, float[] hidden, List<AttentionMap> attention) {

    public EncoderOutput {
        attention = List.copyOf(attention);
    }
}
