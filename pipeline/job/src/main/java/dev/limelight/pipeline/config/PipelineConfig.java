package dev.limelight.pipeline.config;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.translate.TranslationConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set about a job. {@code deploy/limelight.properties} lists every key with its
 * default.
 *
 * @param kafka how to reach Kafka
 * @param documents how documents come in, and what of them goes through to the results
 * @param tasks what can be asked, and what a document gets that asks for nothing
 * @param translation which models translate, and how much at a time
 * @param abstractive which model summarizes in its own words; without one, summaries are made of
 *     the document's sentences, and what follows here is for those
 * @param model the encoder and how to run it; its taps are those that {@code salience} needs
 * @param chunkTokens tokens of a chunk, special tokens included
 * @param inferenceTimeout the longest that a chunk may wait for its reading
 * @param inferenceCapacity chunks of one subtask that wait at a time
 * @param assembleTimeout the longest that a document may wait for its chunks
 * @param salience the salience method
 * @param wordScores whether salience records have scores of words
 * @param summaryLength how long a summary is; of one in a model's own words, how many sentences of
 *     the document are named that it stands on
 * @param prior what counts besides the light
 * @param parallelism subtasks of each operator
 * @param checkpointInterval time between checkpoints; results are committed, and seen by {@code
 *     read_committed} consumers, once each
 */
public record PipelineConfig(
        KafkaSettings kafka,
        DocumentConfig documents,
        Tasks tasks,
        TranslationConfig translation,
        AbstractiveConfig abstractive,
        EncoderOptions model,
        int chunkTokens,
        Duration inferenceTimeout,
        int inferenceCapacity,
        Duration assembleTimeout,
        SalienceMethod salience,
        boolean wordScores,
        SummaryLength summaryLength,
        Prior prior,
        int parallelism,
        Duration checkpointInterval) {

    private static final Set<String> TASKS = Set.of(Tasks.SUMMARIZE, Tasks.TRANSLATE);

    /** Slots that the job takes: those of summaries, and those of translations if there are any. */
    public int slots() {
        return parallelism + (translation.isOn() ? translation.parallelism() : 0);
    }

    /** The language pairs that can be translated. */
    public Routes routes() {
        return translation.routes();
    }

    /**
     * Reads a properties file in UTF-8.
     *
     * @throws ConfigException if it cannot be read, or a key or value is wrong
     */
    public static PipelineConfig load(Path file) {
        return of(values(file));
    }

    /**
     * The values of a properties file by key as people may see them: without secrets.
     *
     * @throws ConfigException if it cannot be read
     */
    public static Map<String, String> shown(Path file) {
        return Secrets.hidden(values(file));
    }

    /**
     * Reads what a properties file says of Kafka, for commands that need no more of it.
     *
     * @param file in UTF-8; null for none
     * @param changes values by key that count before those of the file
     * @throws ConfigException if it cannot be read, or a key or value under {@code kafka.} is wrong
     */
    public static KafkaSettings kafka(@Nullable Path file, Map<String, String> changes) {
        Map<String, String> values = file == null ? new HashMap<>() : values(file);
        values.putAll(changes);
        values.keySet().removeIf(key -> !key.startsWith(KafkaKeys.PREFIX));
        var settings = new Settings(values);
        KafkaSettings kafka = KafkaKeys.read(settings);
        settings.refuseUnknown();
        return kafka;
    }

    private static Map<String, String> values(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    "configuration %s cannot be read (%s), expected a properties file in UTF-8"
                            .formatted(file, e));
        }
        var values = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k)));
        return values;
    }

    /**
     * Reads values by key.
     *
     * @throws ConfigException if a key or value is wrong
     */
    public static PipelineConfig of(Map<String, String> values) {
        var settings = new Settings(values);
        SalienceMethod salience =
                settings.read(
                        "salience.method",
                        SalienceMethods.named(SalienceMethods.DEFAULT),
                        SalienceMethods::named,
                        "one of " + SalienceMethods.names());
        var config =
                new PipelineConfig(
                        KafkaKeys.read(settings),
                        DocumentKeys.read(settings),
                        settings.read(
                                "document.default-tasks",
                                tasks(Tasks.SUMMARIZE),
                                PipelineConfig::tasks,
                                "tasks with commas between them, out of " + new TreeSet<>(TASKS)),
                        TranslateKeys.read(settings),
                        SummarizeKeys.read(settings),
                        ModelKeys.read(settings, salience),
                        settings.integer("chunk.tokens", 256, 16),
                        settings.duration("inference.timeout", Duration.ofMinutes(5)),
                        settings.integer("inference.capacity", 64, 1),
                        settings.duration("assemble.timeout", Duration.ofMinutes(30)),
                        salience,
                        settings.isOn("salience.words", true),
                        settings.read(
                                "summary.length",
                                new SummaryLength(3, false),
                                SummaryLength::parse,
                                SummaryLength.EXPECTED),
                        settings.read(
                                "summary.prior",
                                Prior.POSITION_AND_CUES,
                                Prior::named,
                                Prior.EXPECTED),
                        settings.integer("parallelism", 2, 1),
                        settings.duration("checkpoint.interval", Duration.ofSeconds(10)));
        settings.refuseUnknown();
        return config;
    }

    private static Tasks tasks(String defaults) {
        return new Tasks(TASKS, List.of(defaults.split("\\s*,\\s*", -1)));
    }
}
