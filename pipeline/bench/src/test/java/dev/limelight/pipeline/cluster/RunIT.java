package dev.limelight.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.OutputTopics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that do not end by themselves, in processes that are told to. */
class RunIT {

    private static final String RUNNING = "running; results are committed every 500 ms";

    @TempDir static Path folder;
    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    /** Two configurations in one folder, and the first again. */
    @Test
    void when_jobsShareAFolder_then_eachGoesOnFromItsOwnCheckpointOnly() throws Exception {
        Path one = config("one.");
        Path two = config("two.");
        assertThat(run(one, "1")).contains("no checkpoint in ", "begins at the committed offsets");
        assertThat(run(two, "2")).contains("no checkpoint in ").doesNotContain("goes on from");
        assertThat(run(one, "3")).contains("goes on from the checkpoint ").doesNotContain("two.");
        try (var answers = new OutputTopics(PipelineConfig.load(two).kafka())) {
            answers.readAnswers(1);
            assertThat(answers.count()).isEqualTo(1);
        }
    }

    /** Sends one document, waits for its answer, and ends the job; what it said. */
    private static String run(Path config, String id) throws Exception {
        KafkaSettings kafka = PipelineConfig.load(config).kafka();
        try (var run =
                        LimelightProcess.start(
                                folder, "run", "--config", config.toString(), "--web-port", "0");
                var answers = answers(kafka)) {
            answers.readToEnd();
            int before = answers.count();
            send(kafka, id);
            run.awaitError(RUNNING);
            answers.readAnswers(before + 1);
            run.terminate();
            assertThat(run.exitCode()).as(run.errors()).isZero();
            assertThat(run.errors())
                    .startsWith(run.errors().contains("goes on") ? "goes on" : "no checkpoint")
                    .contains("starting; Flink's web page: http://127.0.0.1:")
                    .doesNotContain("restarting", "Exception", "PT");
            return run.errors();
        }
    }

    private static OutputTopics answers(KafkaSettings kafka) {
        Topics.ensure(kafka);
        return new OutputTopics(kafka);
    }

    @Test
    void when_thePortOfFlinksPageIsTaken_then_theErrorNamesIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var run =
                        LimelightProcess.start(
                                folder,
                                "run",
                                "--config",
                                config("port.").toString(),
                                "--web-port",
                                String.valueOf(taken.getLocalPort()))) {
            assertThat(run.exitCode()).as(run.errors()).isEqualTo(2);
            assertThat(run.errors())
                    .contains("port %d for Flink's web page".formatted(taken.getLocalPort()))
                    .contains("expected a free one; 0 for any")
                    .doesNotContain("DispatcherResourceManagerComponent");
        }
    }

    /** With a topic on which nothing more will come: only the closed pipe can end it. */
    @Test
    void when_nobodyReadsOn_then_consumeEndsQuietly() throws Exception {
        KafkaSettings kafka = PipelineConfig.load(config("head.")).kafka();
        Topics.ensure(kafka);
        send(kafka, "only");
        try (var consume =
                LimelightProcess.start(
                        folder,
                        "consume",
                        "--follow",
                        TopicNames.DOCUMENTS,
                        "--bootstrap-servers",
                        BROKER.bootstrapServers(),
                        "--topic-prefix",
                        "head.")) {
            assertThat(consume.head()).isEqualTo("A lamp. Another lamp.");
            assertThat(consume.exitCode()).isZero();
            assertThat(consume.errors()).isEmpty();
        }
    }

    private static void send(KafkaSettings kafka, String id) {
        try (var producer = new DocumentProducer(kafka)) {
            producer.sendText(id, "A lamp. Another lamp.".getBytes(StandardCharsets.UTF_8));
            producer.flush();
        }
    }

    private static Path config(String name) throws IOException {
        return QuickJob.config(folder, name, BROKER.bootstrapServers());
    }
}
