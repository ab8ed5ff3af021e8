package dev.limelight.modelserver.api.folder;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.BundleCard.Sizes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts that the small files of a model's folder state. Only the tokenizer is loaded, where
 * nothing else names the languages.
 *
 * @param folder where the model is
 * @param name what people call it: its name on the hub in a cache, else that of the folder
 * @param commit of the repository where the folder lies in the hub's cache; null elsewhere
 * @param modelType {@code model_type} of {@code config.json}
 * @param sizes of the network; 0 where the folder does not say
 * @param languages what it reads and writes: {@code limelight.languages} of {@code config.json},
 *     else what the tokenizer knows, else {@code source_lang} and {@code target_lang} of {@code
 *     tokenizer_config.json}, else the end of its name ({@code -en-de})
 * @param alignment the cross-attention for word alignments that {@code config.json} names
 * @param lengthRatio characters of a target for a character of its source that the model usually
 *     gives; null where it does not say
 * @param suffixes of the graphs' names that there are encoders with
 */
public record ModelFacts(
        Path folder,
        String name,
        @Nullable String commit,
        String modelType,
        Sizes sizes,
        BundleLanguages languages,
        @Nullable AttentionTap alignment,
        @Nullable Double lengthRatio,
        Set<String> suffixes) {

    public ModelFacts {
        suffixes = Set.copyOf(suffixes);
    }

    /** The cross-attention for word alignments: the one that is named, else the last layer's. */
    public AttentionTap alignmentTap() {
        return Objects.requireNonNullElseGet(alignment, this::lastLayer);
    }

    /** The mean of the heads of the last decoder layer. */
    public AttentionTap lastLayer() {
        return AttentionTap.lastOf(sizes.decoderLayers());
    }

    /** All languages, those that it reads first. */
    public List<String> allLanguages() {
        Set<String> all = new LinkedHashSet<>(languages.sources());
        all.addAll(languages.targets());
        return new ArrayList<>(all);
    }
}
