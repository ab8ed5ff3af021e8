package dev.limelight.connectors.kafka.refusal;

import java.util.List;
import java.util.function.Function;

/**
 * The requests that a Kafka client made. An authorization error names the resource only sometimes
 * and the operation never; this class fills them in.
 *
 * @param operation the operation by the full name of a topic
 * @param topics the topics, where an error names none
 * @param groups the consumer groups, where an error names none
 * @param transactionalIdPrefix what stands before all transactional ids
 */
public record Asked(
        Function<String, String> operation,
        List<String> topics,
        List<String> groups,
        String transactionalIdPrefix) {

    /** One operation on topics, without groups and transactions. */
    public static Asked of(String operation, List<String> topics) {
        return new Asked(topic -> operation, topics, List.of(), "");
    }

    /** The permissions for topics that an error names, or for all where it names none. */
    List<Permission> onTopics(List<String> named) {
        return (named.isEmpty() ? topics : named)
                .stream().map(topic -> Permission.onTopic(operation.apply(topic), topic)).toList();
    }

    /** The permissions for consumer groups, likewise. */
    List<Permission> onGroups(List<String> named) {
        return (named.isEmpty() ? groups : named)
                .stream().map(group -> Permission.onGroup("Read", group)).toList();
    }

    /** The permission for transactions: to write includes to describe. */
    List<Permission> onTransactions() {
        return List.of(Permission.onTransactions("Write", transactionalIdPrefix));
    }
}
