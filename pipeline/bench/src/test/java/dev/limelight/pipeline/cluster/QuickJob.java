package dev.limelight.pipeline.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of a job that answers soon: one partition, and a checkpoint each 500 ms. */
final class QuickJob {

    private QuickJob() {}

    /**
     * Writes it for a job with topics and a consumer group of its own.
     *
     * @param folder where the file goes
     * @param name the prefix of the topics, and the group
     * @param bootstrapServers where Kafka is, {@code host:port}
     */
    static Path config(Path folder, String name, String bootstrapServers) throws IOException {
        return Files.writeString(
                folder.resolve(name + "properties"),
                """
                kafka.bootstrap-servers=%1$s
                kafka.topic-prefix=%2$s
                kafka.group-id=%2$s
                kafka.partitions=1
                parallelism=1
                checkpoint.interval=500 ms
                """
                        .formatted(bootstrapServers, name));
    }
}
