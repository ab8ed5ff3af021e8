package dev.limelight.pipeline.models;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The place of a model's files.
 *
 * @param folder their folder; of a repository the one in the cache of the machine that fetched it
 *     first, whose name is the commit
 * @param repository the name on the hub that they come from; null for a folder
 * @param content checksums of the graphs; empty for whatever is there
 */
public record ModelSource(String folder, @Nullable String repository, String content)
        implements Serializable {

    /** Whatever lies in a folder. */
    public static ModelSource of(String folder) {
        return new ModelSource(folder, null, "");
    }
}
