package dev.limelight.modelserver.api;

import java.util.List;

/**
 * One text for an encoder.
 *
 * @param text what to read; must fit the model ({@link ModelInfo#maxTokens}), nothing is cut
 * @param taps the attention that is wanted; may be empty. They must be among those that the model
 *     was loaded with.
 */
public record EncodeRequest(String text, List<AttentionTap> taps) {

    public EncodeRequest {
        taps = List.copyOf(taps);
    }
}
