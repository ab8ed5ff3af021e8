package dev.limelight.pipeline.config;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.pipeline.salience.SalienceMethod;
import java.util.List;

/** The keys under {@code model.}. */
final class ModelKeys {

    private ModelKeys() {}

    static EncoderOptions read(Settings settings, SalienceMethod salience) {
        EncoderOptions defaults = EncoderOptions.defaults();
        List<String> aliases = EmbeddedModels.aliases();
        return new EncoderOptions(
                settings.read(
                        "model.summarize",
                        defaults.model(),
                        alias -> known(alias, aliases),
                        "one of " + aliases),
                salience.taps(),
                settings.integer("model.threads", defaults.intraOpThreads(), 0),
                settings.integer("model.workers", defaults.workers(), 1),
                settings.integer("model.batch-tokens", defaults.tokenBudget(), 1),
                settings.duration("model.max-wait", defaults.maxWait()),
                settings.integer("model.queue-capacity", defaults.queueCapacity(), 1));
    }

    private static String known(String alias, List<String> aliases) {
        if (!aliases.contains(alias)) {
            throw new IllegalArgumentException("unknown model " + alias);
        }
        return alias;
    }
}
