package dev.limelight.pipeline.cli.screen;

import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.folder.BundleCard.Precision;
import dev.limelight.modelserver.api.folder.BundleCard.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Shows the facts of an encoder-decoder model's folder. */
public final class BundleView {

    private static final String NOT_SAID = "not said";

    private BundleView() {}

    /** One line for each thing there is to say. */
    public static List<String> lines(BundleCard card) {
        List<String> lines = new ArrayList<>();
        add(lines, "model", card.id());
        add(lines, "folder", card.folder());
        add(lines, "revision", Objects.requireNonNullElse(card.revision(), NOT_SAID));
        add(lines, "kind", card.modelType());
        add(lines, "sizes", sizes(card.sizes()));
        card.precisions().forEach(each -> add(lines, "graphs", precision(each)));
        if (card.precisions().isEmpty()) {
            add(lines, "graphs", "none; 'models verify' says what is missing");
        }
        card.generation().forEach((key, value) -> add(lines, "generation", key + " " + value));
        add(lines, "languages", listed(card.languages()));
        add(lines, "licence", Objects.requireNonNullElse(card.licence(), NOT_SAID));
        if (card.source() != null) {
            add(lines, "source", card.source());
        }
        var tap = card.alignment();
        if (tap != null) {
            String head = tap.head() < 0 ? "mean of the heads" : "head " + tap.head();
            String step = tap.shifted() ? ", at the step that has read a token" : "";
            add(lines, "alignment", "layer %d, %s%s".formatted(tap.layer(), head, step));
        }
        return lines;
    }

    private static void add(List<String> lines, String name, String value) {
        lines.add("%-10s  %s".formatted(name, value));
    }

    private static String sizes(Sizes sizes) {
        return "%s encoder and %s decoder layers, %s heads, width %s, feed-forward %s, %s tokens, %s"
                .formatted(
                        known(sizes.encoderLayers()),
                        known(sizes.decoderLayers()),
                        known(sizes.heads()),
                        known(sizes.width()),
                        known(sizes.feedForward()),
                        known(sizes.vocabulary()),
                        sizes.positions() == 0
                                ? "any number of positions"
                                : sizes.positions() + " positions");
    }

    private static String known(int size) {
        return size == 0 ? "?" : String.valueOf(size);
    }

    private static String precision(Precision precision) {
        return String.format(
                Locale.ROOT,
                "%s, %.1f MB, sha256 %s",
                graphs(precision),
                precision.bytes() / 1e6,
                precision.sha256());
    }

    private static String graphs(Precision precision) {
        Boolean isMerged = precision.isMerged();
        if (isMerged == null) {
            return "made of the weights when the model is opened";
        }
        String suffix = precision.suffix();
        return "%s, %s decoder"
                .formatted(
                        suffix.isEmpty() ? "no suffix" : "suffix " + suffix,
                        isMerged ? "merged" : "split");
    }

    private static String listed(List<String> values) {
        return values.isEmpty() ? NOT_SAID : String.join(", ", values);
    }
}
