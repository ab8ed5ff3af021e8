package dev.limelight.pipeline;

import dev.limelight.modelserver.Bundles;
import dev.limelight.modelserver.api.BundleFinding;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.pipeline.config.ConfigException;
import dev.limelight.pipeline.config.PipelineConfig;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at the folders of a job's models on this machine, before the job starts: a job that cannot
 * load its model fails and restarts for ever.
 */
public final class ModelFolders {

    private ModelFolders() {}

    /**
     * Looks at each folder that a configuration names; loads nothing.
     *
     * @throws ConfigException with the key, the folder, and what to do
     */
    public static void check(PipelineConfig config) {
        config.routes().models().forEach((pair, folder) -> check("translate.models", pair, folder));
        if (config.abstractive().isOn()) {
            check("summarize.model", "", config.abstractive().folder());
        }
    }

    private static void check(String key, String pair, String folder) {
        String value = pair.isEmpty() ? folder : pair + "=" + folder;
        if (!Files.isDirectory(Path.of(folder))) {
            throw new ConfigException(
                    "%s = %s: there is no folder %s, expected one with a model"
                            .formatted(key, value, folder));
        }
        Bundles.check(Path.of(folder), Seq2SeqOptions.DEFAULT_SUFFIX).stream()
                .filter(BundleFinding::isError)
                .findFirst()
                .ifPresent(
                        error -> {
                            throw new ConfigException(
                                    "%s = %s: %s ('limelight models verify %s' tells all)"
                                            .formatted(key, value, error.message(), folder));
                        });
    }
}
