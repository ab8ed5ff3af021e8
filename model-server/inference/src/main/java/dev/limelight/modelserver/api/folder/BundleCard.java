package dev.limelight.modelserver.api.folder;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a folder with an encoder-decoder model, as {@code models show} prints them. Nothing
 * is loaded for it. A size of 0 means that the folder does not say.
 *
 * @param id the model's name: on the hub where the folder lies in its cache, else {@code
 *     _name_or_path} of {@code config.json}, else the name of the folder
 * @param folder where it is
 * @param revision the commit where the folder lies in the hub's cache; null elsewhere
 * @param modelType {@code model_type} of {@code config.json}
 * @param sizes of the network
 * @param precisions the graphs that are there
 * @param generation the settings of {@code generation_config.json} that differ from nothing, as
 *     JSON
 * @param endTokens the ids that end a sequence
 * @param languages BCP 47 tags of the model card
 * @param alignment the cross-attention that word alignments are read from, where {@code
 *     config.json} names one
 * @param licence of the model card; null where there is none
 * @param source where it was pulled from, such as {@code firefox:en-pt}; null where nothing says it
 */
public record BundleCard(
        String id,
        String folder,
        @Nullable String revision,
        String modelType,
        Sizes sizes,
        List<Precision> precisions,
        Map<String, String> generation,
        List<Integer> endTokens,
        List<String> languages,
        @Nullable AttentionTap alignment,
        @Nullable String licence,
        @Nullable String source) {

    public BundleCard {
        precisions = List.copyOf(precisions);
        endTokens = List.copyOf(endTokens);
        languages = List.copyOf(languages);
    }

    /**
     * Sizes of the network.
     *
     * @param encoderLayers layers of the encoder
     * @param decoderLayers layers of the decoder
     * @param heads attention heads of a decoder layer
     * @param width size of a hidden state
     * @param feedForward inner size of a layer's feed-forward part
     * @param vocabulary tokens that the decoder can write
     * @param positions the most tokens of a source or target; 0 where any number will do
     */
    public record Sizes(
            int encoderLayers,
            int decoderLayers,
            int heads,
            int width,
            int feedForward,
            int vocabulary,
            int positions) {}

    /**
     * The graphs of one precision.
     *
     * @param suffix of their names; empty for none
     * @param isMerged whether one decoder does the first and all later steps; null where the graphs
     *     are made of the weights when the model is opened
     * @param bytes of all its files, external data included
     * @param sha256 first 12 hexadecimal digits of the SHA-256 over encoder and decoders, or the
     *     weights
     */
    public record Precision(String suffix, @Nullable Boolean isMerged, long bytes, String sha256) {}
}
