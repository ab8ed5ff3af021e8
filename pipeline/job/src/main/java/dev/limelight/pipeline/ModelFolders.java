package dev.limelight.pipeline;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.config.ConfigException;
import dev.limelight.pipeline.config.PipelineConfig;
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
        String changes = config.translation().settings().generation();
        config.routes()
                .models()
                .forEach(
                        (pair, model) ->
                                check("translate.models = " + pair + "=" + model, model, changes));
        if (config.abstractive().isOn()) {
            String model = config.abstractive().folder();
            check("abstractive.model = " + model, model, config.abstractive().generation());
        }
    }

    private static void check(String setting, String model, String changes) {
        ModelFolder.open(folder(setting, model))
                .problems(Seq2SeqOptions.DEFAULT_SUFFIX, changes)
                .stream()
                .findFirst()
                .ifPresent(
                        error -> {
                            throw new ConfigException(
                                    "%s: %s ('limelight models verify %s' lists all problems)"
                                            .formatted(setting, error, model));
                        });
    }

    private static Path folder(String setting, String model) {
        try {
            return BundleLocator.ofProcess().locate(model);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(setting + ": " + e.getMessage());
        }
    }
}
