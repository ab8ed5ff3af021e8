package dev.limelight.modelserver.architecture.folder;

import com.google.gson.JsonElement;
import dev.limelight.modelserver.api.attention.AttentionTap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The object {@code limelight} of a {@code config.json}; all of it may be missing.
 *
 * @param suffix of the graphs that are meant to be used
 * @param alignment the cross-attention that word alignments are read from
 * @param salience the heads of an encoder whose attention tells what matters in a text
 * @param sources BCP 47 tags of what the model reads
 * @param targets BCP 47 tags of what it writes
 * @param lengthRatio letters of a target for a letter of its source, usually
 */
public record OwnKeys(
        @Nullable String suffix,
        @Nullable AttentionTap alignment,
        List<AttentionTap> salience,
        List<String> sources,
        List<String> targets,
        @Nullable Double lengthRatio) {

    private static final String SALIENCE = "salience";
    private static final String LENGTH_RATIO = "length_ratio";

    public OwnKeys {
        salience = List.copyOf(salience);
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
    }

    /**
     * Reads them.
     *
     * @param config {@code config.json}
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} naming a value of
     *     the wrong type
     */
    public static OwnKeys of(JsonSettings config) {
        JsonSettings own = config.object("limelight");
        JsonSettings languages = own.object("languages");
        return new OwnKeys(
                own.has("suffix") ? own.text("suffix") : null,
                alignment(own.object("alignment")),
                salience(own),
                languages.texts("source"),
                languages.texts("target"),
                own.has(LENGTH_RATIO) ? ratio(own) : null);
    }

    private static double ratio(JsonSettings own) {
        double ratio = own.number(LENGTH_RATIO, 1);
        if (ratio <= 0 || Double.isInfinite(ratio)) {
            throw own.error(LENGTH_RATIO + " is " + ratio, "a number above 0");
        }
        return ratio;
    }

    /** {@code [{"layer": 4, "head": 5}]}; without a head the mean of all. */
    private static List<AttentionTap> salience(JsonSettings own) {
        return own.has(SALIENCE)
                ? own
                        .read(SALIENCE, "a list of objects", JsonElement::getAsJsonArray)
                        .asList()
                        .stream()
                        .map(each -> salienceHead(own, each))
                        .toList()
                : List.of();
    }

    private static AttentionTap salienceHead(JsonSettings own, JsonElement head) {
        var source = own.source() + ", " + SALIENCE;
        if (!head.isJsonObject()) {
            throw own.error(
                    SALIENCE + " has " + head, "objects such as {\"layer\": 4, \"head\": 5}");
        }
        JsonSettings named = new JsonSettings(source, head.getAsJsonObject());
        int layer = named.read("layer", "a whole number from 0", JsonElement::getAsInt);
        int which = named.integer("head", AttentionTap.MEAN);
        if (layer < 0 || which < AttentionTap.MEAN) {
            throw named.error("layer %d, head %d".formatted(layer, which), "both from 0");
        }
        return new AttentionTap(layer, which);
    }

    /** {@code {"layer": 1, "head": 3}}; without a head the mean of all. */
    private static @Nullable AttentionTap alignment(JsonSettings alignment) {
        return alignment.has("layer")
                ? new AttentionTap(
                        alignment.integer("layer", 0),
                        alignment.integer("head", AttentionTap.MEAN),
                        alignment.isTrue("shifted"))
                : null;
    }
}
