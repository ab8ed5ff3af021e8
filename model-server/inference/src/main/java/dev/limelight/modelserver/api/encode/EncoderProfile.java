package dev.limelight.modelserver.api.encode;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.io.Serializable;
import java.util.List;

/**
 * The facts of an encoder that its attention and vectors are read by; known without loading it.
 *
 * @param layers encoder layers, at least 1
 * @param heads attention heads of each layer, at least 1
 * @param salienceHeads the heads whose attention tells what matters in a text, at least one: those
 *     chosen for the model, else the mean over the heads of one of its upper layers
 * @param pooling how the model was trained to make one vector of a text
 */
public record EncoderProfile(
        int layers, int heads, List<AttentionTap> salienceHeads, Pooling pooling)
        implements Serializable {

    /** How the vector of a text is made of the last hidden states of its tokens. */
    public enum Pooling {
        /** Their mean, special tokens included. */
        MEAN,
        /** That of the first token. */
        CLS
    }

    public EncoderProfile {
        salienceHeads = List.copyOf(salienceHeads);
        if (layers < 1 || heads < 1 || salienceHeads.isEmpty()) {
            throw new IllegalArgumentException(
                    "encoder of %d layers with %d heads, salience from %s, expected at least one each"
                            .formatted(layers, heads, salienceHeads));
        }
        for (AttentionTap tap : salienceHeads) {
            if (tap.layer() >= layers || tap.head() >= heads) {
                throw new IllegalArgumentException(
                        "salience from %s, expected a layer below %d and a head below %d"
                                .formatted(tap, layers, heads));
            }
        }
    }

    /** The mean over the heads of the last layer. */
    public AttentionTap lastLayer() {
        return AttentionTap.mean(layers - 1);
    }

    /** The means of all layers, lowest first. */
    public List<AttentionTap> allLayers() {
        return AttentionTap.means(layers);
    }
}
