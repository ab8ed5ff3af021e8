package dev.limelight.connectors.kafka.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.KafkaSetupException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class JobBacklogIT {

    private static final List<String> GROUPS = List.of("g", "g-translate");

    /** A document is done when the slower of two groups has committed it. */
    @Test
    void when_groupsCommitAndKafkaGoes_then_theCountsAreThoseOfTheSlowerAndThenSilence()
            throws Exception {
        LocalBroker broker = LocalBroker.start();
        KafkaSettings settings =
                KafkaSettings.of(broker.bootstrapServers())
                        .withPartitions(1)
                        .withMaxRecordBytes(1 << 20);
        Topics.ensure(settings);
        send(settings, 3, 10);
        commit(settings, "g", 2);
        try (var backlog = new JobBacklog(settings, GROUPS)) {
            assertThat(backlog.count()).isEqualTo(new JobCounts(0, 0, 3));
            commit(settings, "g", 3);
            commit(settings, "g-translate", 2);
            send(settings, 2, 10);
            send(settings, 1, 2 << 20);
            assertThat(backlog.count()).isEqualTo(new JobCounts(2, 1, 3));
            commit(settings, "g-translate", 3);
            assertThat(backlog.count()).isEqualTo(new JobCounts(3, 1, 2));
            broker.close();
            assertThat(catchThrowableOfType(KafkaSetupException.class, backlog::count).isSilence())
                    .isTrue();
        } finally {
            broker.close();
        }
    }

    @Test
    void when_clustersAreMade_then_eachHasAnIdOfItsOwn() {
        try (LocalBroker one = LocalBroker.start();
                LocalBroker other = LocalBroker.start()) {
            String id = KafkaCluster.id(KafkaSettings.of(one.bootstrapServers()));
            assertThat(KafkaCluster.id(KafkaSettings.of(one.bootstrapServers()))).isEqualTo(id);
            assertThat(KafkaCluster.id(KafkaSettings.of(other.bootstrapServers())))
                    .isNotBlank()
                    .isNotEqualTo(id);
        }
    }

    private static void send(KafkaSettings settings, int documents, int bytes) {
        try (var producer = new DocumentProducer(settings)) {
            for (int i = 0; i < documents; i++) {
                producer.sendText("d" + i, new byte[bytes]);
            }
            producer.flush();
        }
    }

    private static void commit(KafkaSettings settings, String group, long offset) throws Exception {
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            var partition = new TopicPartition(settings.topic("documents"), 0);
            admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }
}
