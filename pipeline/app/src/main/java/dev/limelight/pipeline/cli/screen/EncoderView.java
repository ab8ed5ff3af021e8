package dev.limelight.pipeline.cli.screen;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.ModelEntry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows the facts of an encoder's folder. */
public final class EncoderView {

    private static final String ROW = "%-10s  %s";

    private EncoderView() {}

    /** One line for each thing there is to say. */
    public static List<String> lines(ModelEntry entry, EncoderProfile profile) {
        return List.of(
                ROW.formatted("model", entry.id()),
                ROW.formatted("folder", entry.origin()),
                ROW.formatted("kind", "encoder"),
                ROW.formatted(
                        "sizes",
                        "%d layers, %d heads".formatted(profile.layers(), profile.heads())),
                ROW.formatted(
                        "graph",
                        String.format(
                                Locale.ROOT,
                                "%.1f MB, sha256 %s",
                                entry.bytes() / 1e6,
                                entry.revision())),
                ROW.formatted("pooling", profile.pooling().name().toLowerCase(Locale.ROOT)),
                ROW.formatted("salience", taps(profile.salienceHeads())),
                ROW.formatted("languages", listed(entry.languages())),
                ROW.formatted(
                        "licence", entry.licence().equals("-") ? "not said" : entry.licence()));
    }

    private static String taps(List<AttentionTap> taps) {
        return taps.stream()
                .map(
                        tap ->
                                "layer %d, %s"
                                        .formatted(
                                                tap.layer(),
                                                tap.head() < 0
                                                        ? "mean of the heads"
                                                        : "head " + tap.head()))
                .collect(Collectors.joining("; "));
    }

    private static String listed(List<String> languages) {
        return languages.isEmpty() ? "not said" : String.join(", ", languages);
    }
}
