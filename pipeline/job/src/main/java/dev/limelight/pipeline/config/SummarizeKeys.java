package dev.limelight.pipeline.config;

import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import java.time.Duration;

/** The keys under {@code summarize.}: abstractive summaries. */
final class SummarizeKeys {

    private SummarizeKeys() {}

    static AbstractiveConfig read(Settings settings) {
        return new AbstractiveConfig(
                settings.text("summarize.model", ""),
                settings.text("summarize.prefix", AbstractiveConfig.OWN_PREFIX),
                settings.object("summarize.generation"),
                AbstractiveSettings.DEFAULT.withChunkTokens(
                        settings.integer("summarize.chunk-tokens", 0, 0)),
                settings.integer("summarize.threads", 0, 0),
                settings.integer("summarize.batch-tokens", 4096, 1),
                settings.integer("summarize.documents", 4, 1),
                settings.duration("summarize.timeout", Duration.ofMinutes(30)));
    }
}
