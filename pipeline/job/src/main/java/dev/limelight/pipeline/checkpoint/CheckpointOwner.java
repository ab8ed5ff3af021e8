package dev.limelight.pipeline.checkpoint;

import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.config.PipelineConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The job that checkpoints belong to. A checkpoint holds offsets of topics and documents in flight.
 * Another job that continued from it would read the first one's documents and write them to the
 * second one's topics.
 *
 * @param group the consumer group
 * @param prefix what stands before the topics' names
 * @param topics the full names of the topics that are read
 * @param cluster the id of the Kafka cluster
 * @param parts what the job consists of; each has state that a job without it cannot take up
 */
public record CheckpointOwner(
        String group, String prefix, List<String> topics, String cluster, Set<String> parts) {

    private static final String SUMMARIES = "summaries of the document's sentences";
    private static final String ABSTRACTIVE = "summaries by a model (abstractive.model)";
    private static final String TRANSLATIONS = "translations (translate.models)";
    private static final String REVIEWS = "people (review; review.drain=on lets them finish)";
    private static final int LONGEST_NAME = 200;
    private static final String SEPARATOR = "\t";

    /** The owner that a configuration stands for, on a cluster. */
    public static CheckpointOwner of(PipelineConfig config, String cluster) {
        var parts = new TreeSet<String>();
        parts.add(config.abstractive().isOn() ? ABSTRACTIVE : SUMMARIES);
        if (config.translation().isOn()) {
            parts.add(TRANSLATIONS);
        }
        if (config.review().isOn()) {
            parts.add(REVIEWS);
        }
        return new CheckpointOwner(
                config.kafka().consumerGroup(),
                config.kafka().topicPrefix(),
                Stream.of(TopicNames.DOCUMENTS, TopicNames.MODELS)
                        .map(config.kafka()::topic)
                        .toList(),
                cluster,
                parts);
    }

    /** A name for a folder or file, another one for each group and prefix. */
    String name() {
        String name = URLEncoder.encode(group, StandardCharsets.UTF_8) + "@" + prefix;
        return name.length() <= LONGEST_NAME
                ? name
                : "%s~%08x".formatted(name.substring(0, LONGEST_NAME), name.hashCode());
    }

    /**
     * Why a job of this owner cannot go on from checkpoints of another, and what may be done but
     * for starting without them; empty where it can. A job may have more parts than before.
     */
    Optional<String> refusal(CheckpointOwner other) {
        return Stream.of(
                        differs("consumer group (kafka.group-id)", other.group, group),
                        differs("topic prefix (kafka.topic-prefix)", other.prefix, prefix),
                        differs("topics", other.topics.toString(), topics.toString()),
                        differs("Kafka cluster", other.cluster, cluster),
                        lacking(other.parts))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> differs(String what, String theirs, String own) {
        return theirs.equals(own)
                ? Optional.empty()
                : Optional.of("are of another %s: %s, expected %s".formatted(what, theirs, own));
    }

    private Optional<String> lacking(Set<String> theirs) {
        var gone = new TreeSet<>(theirs);
        gone.removeAll(parts);
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "hold documents on their way to %s, which this configuration has not; expected"
                                        .formatted(String.join(" and ", gone))
                                + " a configuration with what the job had");
    }

    Properties toProperties() {
        var properties = new Properties();
        properties.setProperty("group", group);
        properties.setProperty("topic-prefix", prefix);
        properties.setProperty("topics", String.join(SEPARATOR, topics));
        properties.setProperty("cluster", cluster);
        properties.setProperty("parts", String.join(SEPARATOR, new TreeSet<>(parts)));
        return properties;
    }

    static CheckpointOwner of(Properties properties) {
        return new CheckpointOwner(
                properties.getProperty("group", ""),
                properties.getProperty("topic-prefix", ""),
                list(properties.getProperty("topics", "")),
                properties.getProperty("cluster", ""),
                new TreeSet<>(list(properties.getProperty("parts", ""))));
    }

    private static List<String> list(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR, -1));
    }
}
