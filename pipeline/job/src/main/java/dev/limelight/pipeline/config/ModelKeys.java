package dev.limelight.pipeline.config;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.pipeline.salience.SalienceMethod;
import java.util.List;

/** The keys under {@code model.}. */
final class ModelKeys {

    private ModelKeys() {}

    /** The alias of the encoder. */
    static String encoder(Settings settings) {
        List<String> aliases = EmbeddedModels.aliases();
        return settings.read(
                "model.summarize",
                EncoderOptions.defaults().model(),
                alias -> known(alias, aliases),
                "one of " + aliases);
    }

    static EncoderOptions read(Settings settings, String encoder, SalienceMethod salience) {
        EncoderOptions defaults = EncoderOptions.defaults();
        return new EncoderOptions(
                encoder,
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
