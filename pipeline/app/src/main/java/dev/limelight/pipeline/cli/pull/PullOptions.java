package dev.limelight.pipeline.cli.pull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code limelight models pull}; each belongs to one kind of source or two. */
public final class PullOptions {

    @Option(
            names = "--revision",
            paramLabel = "NAME",
            description = "Of the hub: a branch, a tag or a commit. Default: main.")
    @Nullable String revision;

    @Option(
            names = "--suffix",
            paramLabel = "NAME",
            description =
                    "Of the hub: suffix of the graphs' names, such as quantized. Default: none, or the"
                            + " only one.")
    @Nullable String suffix;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Of the hub: fill this folder, not the cache.")
    @Nullable Path folder;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Of the hub: use this cache folder.")
    @Nullable Path cache;

    @Option(names = "--offline", description = "Of the hub: use the cache only.")
    boolean offline;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Use this hub; for firefox, this registry's JSON document.")
    @Nullable String endpoint;

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            description = "Of firefox: tiny, base-memory or base. Default: the largest released.")
    @Nullable String architecture;

    @Option(names = "--list", description = "Of firefox: print the models, and pull none.")
    boolean list;

    /** Refuses what only models of the hub have. */
    void refuseHubs(String source) {
        refuse("--revision", revision != null, source);
        refuse("--suffix", suffix != null, source);
        refuse("--to", folder != null, source);
        refuse("--cache", cache != null, source);
        refuse("--offline", offline, source);
    }

    /** Refuses what only models of Firefox have. */
    void refuseFirefox(String source) {
        refuse("--architecture", architecture != null, source);
        refuse("--list", list, source);
    }

    void refuse(String option, boolean isSet, String source) {
        if (isSet) {
            throw new IllegalArgumentException(
                    "%s for %s, expected none; it belongs to another source of models"
                            .formatted(option, source));
        }
    }
}
