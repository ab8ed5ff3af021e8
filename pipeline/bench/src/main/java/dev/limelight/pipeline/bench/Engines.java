package dev.limelight.pipeline.bench;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.translate.route.TranslationEngines;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Handles on the engines that a job in this JVM uses, to read their counters and to do its work
 * without it. Thread-safe. Whoever opens it closes it.
 *
 * @param encoder the model behind summaries
 * @param translators the models behind translations, by pair of languages
 */
record Engines(EncoderClient encoder, Map<String, Seq2SeqClient> translators)
        implements AutoCloseable {

    static Engines open(PipelineConfig config) {
        var translators = new TreeMap<String, Seq2SeqClient>();
        var models = new TranslationEngines(config.translation());
        models.aliases().forEach(pair -> translators.put(pair, models.load(pair, null)));
        return new Engines(EmbeddedModels.openEncoder(config.model()), translators);
    }

    /** What the models have done since they were loaded. */
    Work work() {
        EngineStatistics none = new EngineStatistics(0, 0, 0, 0, 0);
        return new Work(
                encoder.statistics(),
                translators.values().stream()
                        .map(Seq2SeqClient::statistics)
                        .reduce(none, EngineStatistics::plus));
    }

    /** The model that translates a pair of languages. */
    Seq2SeqClient translator(String pair) {
        return Objects.requireNonNull(translators.get(pair), pair);
    }

    @Override
    public void close() {
        encoder.close();
        translators.values().forEach(Seq2SeqClient::close);
    }

    /** Counters of both branches. */
    record Work(EngineStatistics summaries, EngineStatistics translations) {

        Work since(Work earlier) {
            return new Work(
                    summaries.since(earlier.summaries), translations.since(earlier.translations));
        }
    }
}
