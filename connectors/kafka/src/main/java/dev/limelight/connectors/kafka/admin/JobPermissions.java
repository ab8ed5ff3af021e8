package dev.limelight.connectors.kafka.admin;

import dev.limelight.connectors.kafka.ClientErrors;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Checks before the start that Kafka allows everything that a job does; a job without a permission
 * fails and restarts for ever. Changes nothing.
 */
public final class JobPermissions {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final KafkaSettings settings;
    private final Asked asked;
    private final AdminCalls calls;

    private JobPermissions(KafkaSettings settings, Asked asked, AdminCalls calls) {
        this.settings = settings;
        this.asked = asked;
        this.calls = calls;
    }

    /**
     * Checks. The topics must be there.
     *
     * @param groups the job's consumer groups
     * @throws dev.limelight.connectors.kafka.KafkaSetupException if something is not allowed, with
     *     the operation and the resource; or if Kafka does not answer
     */
    public static void check(KafkaSettings settings, List<String> groups) {
        try (var calls = new AdminCalls(settings, TIMEOUT)) {
            var permissions = new JobPermissions(settings, asked(settings, groups), calls);
            permissions.checkTopics();
            groups.forEach(permissions::checkGroup);
            permissions.checkTransactions();
        }
    }

    /**
     * What the job asks of Kafka: it reads the topics that it does not write.
     *
     * @param groups the job's consumer groups
     */
    public static Asked asked(KafkaSettings settings, List<String> groups) {
        Set<String> written =
                TopicNames.OUTPUTS.stream().map(settings::topic).collect(Collectors.toSet());
        return new Asked(
                topic -> written.contains(topic) ? "Write" : "Read",
                List.of(settings.topic(TopicNames.DOCUMENTS)),
                groups,
                settings.transactionOwner().sharedPrefix());
    }

    private void checkTopics() {
        List<String> names = TopicNames.ALL.stream().map(settings::topic).toList();
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        calls.answer(calls.admin().describeTopics(names, options).allTopicNames(), asked)
                .forEach((name, topic) -> checkTopic(name, topic.authorizedOperations()));
    }

    /**
     * @param allowed null of a broker that does not tell
     */
    private void checkTopic(String name, @Nullable Set<AclOperation> allowed) {
        AclOperation needed = AclOperation.fromString(asked.operation().apply(name));
        if (allowed != null && !allowed.contains(needed)) {
            throw refused(new TopicAuthorizationException(Set.of(name)));
        }
    }

    /**
     * To look at a group takes less than the job does with it, and a group that is not there yet
     * cannot be looked at; to let go a member that it does not have takes just as much.
     */
    private void checkGroup(String group) {
        var nobody = Set.of(new MemberToRemove("nobody"));
        var options = new RemoveMembersFromConsumerGroupOptions(nobody);
        refuse(calls.admin().removeMembersFromConsumerGroup(group, options).all());
    }

    /** By an id that the job could have: who allows only this job's ids allows enough. */
    private void checkTransactions() {
        String id = settings.transactionOwner().idPrefix() + "none";
        refuse(calls.admin().describeTransactions(List.of(id)).description(id));
    }

    /** Any other error says that it was allowed. */
    private void refuse(KafkaFuture<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            throw AdminCalls.interrupted(e);
        } catch (ExecutionException e) {
            if (isRefusal(e)) {
                throw refused(e);
            }
        }
    }

    private static boolean isRefusal(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof AuthorizationException);
    }

    private RuntimeException refused(Throwable refusal) {
        return ClientErrors.of(settings, TIMEOUT, refusal, asked);
    }
}
