package dev.limelight.connectors.kafka.refusal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operation on a resource that Kafka does not allow.
 *
 * @param missing the permissions of which at least one is missing; never empty
 */
public record Refusal(List<Permission> missing) {

    private static final Pattern NAMES = Pattern.compile("[Nn]ot authorized to access \\w+: (.+)");

    /**
     * Reads the refusal in an error of a Kafka client; empty for an error of another kind. The
     * error comes as words, because it may be out of a stack trace that another process printed.
     *
     * @param errorClass the error's class, with or without its package
     * @param message the error's message
     */
    public static Optional<Refusal> of(String errorClass, String message, Asked asked) {
        return Optional.of(permissions(simple(errorClass), names(message), asked))
                .filter(missing -> !missing.isEmpty())
                .map(Refusal::new);
    }

    /** In one line, with what to do. */
    public String words(String bootstrapServers) {
        return "Kafka at %s does not allow %s; expected an ACL, such as by: kafka-acls"
                        .formatted(bootstrapServers, joined())
                + " --bootstrap-server %s --add --allow-principal User:NAME %s"
                        .formatted(bootstrapServers, missing.get(0).arguments());
    }

    private String joined() {
        return missing.stream().map(Permission::words).collect(Collectors.joining(", "));
    }

    private static List<Permission> permissions(String error, List<String> named, Asked asked) {
        return switch (error) {
            case "TopicAuthorizationException" -> asked.onTopics(named);
            case "ClusterAuthorizationException" -> List.of(Permission.onCluster());
            case "GroupAuthorizationException" -> asked.onGroups(named);
            case "TransactionalIdAuthorizationException" -> asked.onTransactions();
            default -> List.of();
        };
    }

    private static List<String> names(String message) {
        Matcher found = NAMES.matcher(message);
        return found.find()
                ? Stream.of(found.group(1).replaceAll("[\\[\\]]", "").split(",\\s*")).toList()
                : List.of();
    }

    private static String simple(String errorClass) {
        return errorClass.substring(errorClass.lastIndexOf('.') + 1);
    }
}
