package dev.limelight.pipeline.config;

import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.salience.Encoders;
import dev.limelight.pipeline.salience.SalienceMethod;

/** The keys under {@code encoder.}. */
final class EncoderKeys {

    private static final String ENCODER = "encoder.model";

    private EncoderKeys() {}

    /** The encoder: its alias, or its folder, of which it reads the small files. */
    static String encoder(Settings settings) {
        String name = settings.text(ENCODER, EncoderOptions.defaults().model());
        try {
            return Encoders.named(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(ENCODER + " = " + e.getMessage());
        }
    }

    static EncoderOptions read(Settings settings, String encoder, SalienceMethod salience) {
        EncoderOptions defaults = EncoderOptions.defaults();
        BatchOptions batching = defaults.batching();
        return new EncoderOptions(
                encoder,
                salience.taps(),
                settings.integer("encoder.workers", defaults.workers(), 1),
                new BatchOptions(
                        settings.integer("encoder.threads", batching.intraOpThreads(), 0),
                        settings.integer("encoder.batch-tokens", batching.tokenBudget(), 1),
                        settings.duration("encoder.max-wait", batching.maxWait()),
                        settings.integer("encoder.queue-capacity", batching.queueCapacity(), 1)));
    }
}
