package dev.limelight.connectors.kafka.refusal;

/**
 * An operation on a resource that Kafka's access control allows or refuses.
 *
 * @param operation as Kafka names it: {@code Read}, {@code Write}, {@code Describe}, {@code
 *     DescribeConfigs}, {@code Create}
 * @param resource what it is done to
 * @param name the resource's name, or the beginning of its name
 * @param isPrefix whether {@code name} stands for all names that begin with it
 */
public record Permission(String operation, Resource resource, String name, boolean isPrefix) {

    /** What Kafka protects. */
    public enum Resource {
        TOPIC("topic", "--topic"),
        GROUP("consumer group", "--group"),
        TRANSACTIONAL_ID("transactional id", "--transactional-id"),
        CLUSTER("the cluster", "--cluster");

        private final String words;
        private final String option;

        Resource(String words, String option) {
            this.words = words;
            this.option = option;
        }
    }

    /** On one topic. */
    public static Permission onTopic(String operation, String topic) {
        return new Permission(operation, Resource.TOPIC, topic, false);
    }

    /** On all topics with a prefix. */
    public static Permission onTopics(String operation, String prefix) {
        return new Permission(operation, Resource.TOPIC, prefix, true);
    }

    /** On a consumer group. */
    public static Permission onGroup(String operation, String group) {
        return new Permission(operation, Resource.GROUP, group, false);
    }

    /** On all transactional ids with a prefix. */
    public static Permission onTransactions(String operation, String prefix) {
        return new Permission(operation, Resource.TRANSACTIONAL_ID, prefix, true);
    }

    /** To number records so that none is written twice; who may write a topic may this, too. */
    public static Permission onCluster() {
        return new Permission("IdempotentWrite", Resource.CLUSTER, "", false);
    }

    /** In words: {@code Read on topic limelight.documents}. */
    public String words() {
        String which = name + (isPrefix ? "*" : "");
        return "%s on %s %s".formatted(operation, resource.words, which).strip();
    }

    /** The arguments of {@code kafka-acls --add} that allow it, but for who is allowed. */
    public String arguments() {
        String pattern = isPrefix ? " --resource-pattern-type prefixed" : "";
        return "--operation %s %s %s%s"
                .formatted(operation, resource.option, name, pattern)
                .strip();
    }
}
