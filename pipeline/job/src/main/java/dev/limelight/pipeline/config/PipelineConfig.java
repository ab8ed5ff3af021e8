package dev.limelight.pipeline.config;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.review.ReviewConfig;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.translate.route.TranslationConfig;
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
 * All settings of a job. {@code deploy/limelight.properties} lists every key with its default.
 *
 * @param kafka the brokers, topics and groups
 * @param documents the form of input documents, and the headers that results carry
 * @param tasks the tasks of the job, and the default tasks of a document that names none
 * @param guard which detectors look at documents, and what is done with what they find
 * @param translation the translation models, and the work at a time
 * @param abstractive the model of abstractive summaries; without one, summaries are extractive, and
 *     the parameters from here on are for those
 * @param model the encoder and how to run it; its taps are those that {@code salience} needs
 * @param chunkTokens tokens of a chunk, special tokens included
 * @param inferenceTimeout the longest time that a chunk may wait for its inference
 * @param inferenceCapacity the most chunks of one subtask that wait at a time
 * @param assembleTimeout the longest time that a document may wait for its chunks
 * @param salience the salience method
 * @param wordScores whether salience records have scores of words
 * @param summaryLength the number of sentences of a summary; for an abstractive one, the number of
 *     sentences of the document to name on which it relies
 * @param prior what is added to salience when sentences are chosen
 * @param review which outputs are held for a person
 * @param parallelism subtasks of each operator
 * @param checkpointInterval time between checkpoints; results are committed, and seen by {@code
 *     read_committed} consumers, once each
 */
public record PipelineConfig(
        KafkaSettings kafka,
        DocumentConfig documents,
        Tasks tasks,
        GuardPolicy guard,
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
        ReviewConfig review,
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
     * Hints for a person whose properties file has keys by an old name; such keys still work.
     *
     * @throws ConfigException if it cannot be read
     */
    public static List<String> hints(Path file) {
        return RenamedKeys.hints(values(file));
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

    /**
     * Reads what a properties file says of documents, for commands that need no more of it.
     *
     * @param file in UTF-8; null for the defaults
     * @throws ConfigException if it cannot be read, or a value of a document's form is wrong
     */
    public static DocumentConfig documents(@Nullable Path file) {
        return DocumentKeys.read(new Settings(file == null ? Map.of() : values(file)));
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
        String encoder = EncoderKeys.encoder(settings);
        var methods = SalienceMethods.of(EmbeddedModels.profile(encoder));
        SalienceMethod salience =
                settings.read(
                        "salience.method",
                        methods.named(SalienceMethods.DEFAULT),
                        methods::named,
                        "one of " + methods.names());
        var config =
                new PipelineConfig(
                        KafkaKeys.read(settings),
                        DocumentKeys.read(settings),
                        settings.read(
                                "document.default-tasks",
                                tasks(Tasks.SUMMARIZE),
                                PipelineConfig::tasks,
                                "tasks with commas between them, out of " + new TreeSet<>(TASKS)),
                        GuardKeys.read(settings),
                        TranslateKeys.read(settings),
                        AbstractiveKeys.read(settings),
                        EncoderKeys.read(settings, encoder, salience),
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
                        ReviewKeys.read(settings),
                        settings.integer("parallelism", 2, 1),
                        settings.duration("checkpoint.interval", Duration.ofSeconds(10)));
        settings.refuseUnknown();
        return config;
    }

    private static Tasks tasks(String defaults) {
        return new Tasks(TASKS, List.of(defaults.split("\\s*,\\s*", -1)));
    }
}
