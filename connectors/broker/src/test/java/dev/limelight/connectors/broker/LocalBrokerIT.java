package dev.limelight.connectors.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class LocalBrokerIT {

    @Test
    void when_brokersStartAndStop_then_nothingIsLeft() throws Exception {
        Set<Thread> threadsBefore = liveThreads();
        Set<Path> filesBefore = directories();
        for (int round = 0; round < 2; round++) {
            LocalBroker broker = LocalBroker.start();
            assertThat(nodes(broker)).isEqualTo(1);
            broker.close();
            broker.close();
        }

        assertThat(directories()).isEqualTo(filesBefore);
        assertThat(remaining(threadsBefore)).isEmpty();
    }

    @Test
    void when_twoBrokersRun_then_eachHasItsOwnPorts() throws Exception {
        try (LocalBroker first = LocalBroker.start();
                LocalBroker second = LocalBroker.start()) {
            assertThat(first.bootstrapServers()).isNotEqualTo(second.bootstrapServers());
            assertThat(nodes(first)).isEqualTo(1);
            assertThat(nodes(second)).isEqualTo(1);
        }
    }

    private static int nodes(LocalBroker broker) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            return admin.describeCluster().nodes().get().size();
        }
    }

    /** Waits a little: a thread that was told to stop may still be on its last lines. */
    private static List<String> remaining(Set<Thread> before) throws InterruptedException {
        Set<Thread> now = new HashSet<>();
        for (int wait = 0; wait < 50; wait++) {
            now = liveThreads();
            now.removeAll(before);
            if (now.isEmpty()) {
                break;
            }
            Thread.sleep(100);
        }
        return now.stream().map(Thread::getName).toList();
    }

    private static Set<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("metrics-meter-tick-thread"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<Path> directories() throws IOException {
        try (Stream<Path> paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return paths.filter(
                            path -> path.getFileName().toString().startsWith("limelight-kafka-"))
                    .collect(Collectors.toSet());
        }
    }
}
