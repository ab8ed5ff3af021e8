package dev.limelight.modelserver.api;

import java.util.List;

/**
 * One text for an encoder.
 *
 * @param text what to read; must fit the model ({@link ModelInfo#maxTokens}), nothing is cut
 * @param layers the layers whose attention is wanted, counted from 0, ascending; may be empty. They
 *     must be among the layers that the model was loaded with.
 */
public record EncodeRequest(String text, List<Integer> layers) {

    public EncodeRequest {
        layers = List.copyOf(layers);
    }
}
