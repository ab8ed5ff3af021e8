package dev.limelight.modelserver.api.folder;

import java.util.List;

/**
 * The languages that a folder's model reads and writes.
 *
 * @param sources BCP 47 tags; empty where nothing says it
 * @param targets likewise
 */
public record BundleLanguages(List<String> sources, List<String> targets) {

    public BundleLanguages {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
    }
}
