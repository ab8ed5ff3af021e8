package dev.limelight.pipeline.cli.pull;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.folder.BundleCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The output of a pull.
 *
 * @param lines for standard output: folders, or a list of models
 * @param remarks for standard error: what came, under which licence
 */
public record PullResult(List<String> lines, List<String> remarks) {

    public PullResult {
        lines = List.copyOf(lines);
        remarks = List.copyOf(remarks);
    }

    /** Folders alone. */
    static PullResult of(List<Path> folders) {
        return new PullResult(folders.stream().map(Path::toString).toList(), List.of());
    }

    /** Folders of the store, each with what its model is. */
    static PullResult stored(List<Path> folders) {
        return new PullResult(
                of(folders).lines(), folders.stream().map(PullResult::remark).toList());
    }

    private static String remark(Path folder) {
        BundleCard card = ModelFolder.open(folder).card();
        return "%s: %s, licence %s, from %s"
                .formatted(
                        card.id(),
                        String.join(", ", card.languages()),
                        Objects.requireNonNullElse(card.licence(), "not named"),
                        card.source());
    }
}
