package dev.limelight.modelserver.server.service;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.language.LanguageDetector.Guess;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The services of a server. A null service is answered with 501. The server closes none of them.
 *
 * @param models for {@code /v1/generate}, by the name that requests call them
 * @param summarizer for {@code /v1/summarize}
 * @param translator for {@code /v1/translate} and {@code /translate}
 * @param guard for {@code /v1/guard}; it does not block
 * @param detector the likeliest languages of a text, likeliest first, none where there is no
 *     telling; for {@code /detect} and for texts of no declared language. It does not block.
 * @param engines counters of other engines to show in the metrics, by name
 */
public record Services(
        Map<String, Seq2SeqClient> models,
        @Nullable TextSummarizer summarizer,
        @Nullable TextTranslator translator,
        @Nullable TextGuard guard,
        @Nullable Function<String, List<Guess>> detector,
        Map<String, Supplier<EngineStatistics>> engines) {

    public Services {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        engines = Collections.unmodifiableMap(new LinkedHashMap<>(engines));
    }
}
