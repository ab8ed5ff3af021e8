package dev.limelight.pipeline;

import dev.limelight.connectors.kafka.KafkaDocuments;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.StartingOffsets;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Branch;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.source.KafkaSource;

/** The sources of the branches: all read one topic, each with its own consumer group. */
public final class DocumentSources {

    private DocumentSources() {}

    /** The consumer groups of a job: of its branches, and of decisions where it holds outputs. */
    public static List<String> groups(PipelineConfig config) {
        Stream<Branch> branches =
                config.translation().isOn()
                        ? Stream.of(Branch.SUMMARIZE, Branch.TRANSLATE)
                        : Stream.of(Branch.ALL);
        Stream<String> decisions =
                config.review().isOn()
                        ? Stream.of(KafkaDocuments.decisionsGroup(config.kafka()))
                        : Stream.empty();
        return Stream.concat(
                        branches.map(
                                branch -> branch.consumerGroup(config.kafka().consumerGroup())),
                        decisions)
                .toList();
    }

    /** A source by branch; each goes on from its group's committed offsets. */
    static Function<Branch, KafkaSource<InputRecord>> of(KafkaSettings kafka) {
        return branch ->
                KafkaDocuments.source(
                        kafka.withConsumerGroup(branch.consumerGroup(kafka.consumerGroup())),
                        StartingOffsets.COMMITTED);
    }
}
