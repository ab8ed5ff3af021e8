package dev.limelight.modelserver.api.encode;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.util.List;

/**
 * One text for an encoder.
 *
 * @param text what to read; must fit the model ({@link ModelInfo#maxTokens}), nothing is cut
 * @param taps the attention that is wanted; may be empty. They must be among those that the model
 *     was loaded with.
 * @param group names the texts that this one takes turns with others together with, such as those
 *     of one document, so that a long document does not keep short ones waiting; empty for none
 */
public record EncodeRequest(String text, List<AttentionTap> taps, String group) {

    public EncodeRequest {
        taps = List.copyOf(taps);
    }

    /** A text by itself. */
    public EncodeRequest(String text, List<AttentionTap> taps) {
        this(text, taps, "");
    }
}
