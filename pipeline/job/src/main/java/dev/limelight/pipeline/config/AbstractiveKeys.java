package dev.limelight.pipeline.config;

import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import java.time.Duration;

/** The keys under {@code abstractive.}. */
final class AbstractiveKeys {

    private AbstractiveKeys() {}

    static AbstractiveConfig read(Settings settings) {
        return new AbstractiveConfig(
                settings.text("abstractive.model", ""),
                settings.text("abstractive.prefix", AbstractiveConfig.OWN_PREFIX),
                settings.object("abstractive.generation"),
                AbstractiveSettings.DEFAULT.withChunkTokens(
                        settings.integer("abstractive.chunk-tokens", 0, 0)),
                settings.integer("abstractive.threads", 0, 0),
                settings.integer("abstractive.batch-tokens", 4096, 1),
                settings.integer("abstractive.documents", 4, 1),
                settings.duration("abstractive.timeout", Duration.ofMinutes(30)));
    }
}
