package dev.limelight.connectors.record;

import org.jspecify.annotations.Nullable;

/**
 * The model to use from now on: a value of the topic {@code models}. It names a folder or a
 * repository, not both.
 *
 * @param alias what the model is called in the job's configuration
 * @param path its folder, as the machines see it that run the job; null for a repository
 * @param repository its name on the hub; null for a folder
 * @param revision what results are to call it, and of a repository the branch, tag or commit; null
 *     for what its files say, and the branch {@code main}
 */
public record ModelRecord(
        String alias,
        @Nullable String path,
        @Nullable String repository,
        @Nullable String revision) {}
