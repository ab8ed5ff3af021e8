package dev.limelight.pipeline.cli;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.Topics;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.LocalJob;
import dev.limelight.pipeline.cli.Answers.Answer;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Kafka broker and the job in this JVM, for the demo and the bench. Whoever starts it closes it;
 * that, or a signal, stops both and deletes their files. For one thread.
 */
final class LocalStack implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final LocalBroker broker;
    private final PipelineConfig config;
    private final Path checkpoints;
    private final LocalJob job;
    private final Thread onSignal = new Thread(this::stop, "limelight-stop");
    private boolean stopped;

    private LocalStack(LocalBroker broker, PipelineConfig config, Path checkpoints, LocalJob job) {
        this.broker = broker;
        this.config = config;
        this.checkpoints = checkpoints;
        this.job = job;
    }

    /** Starts the broker, creates the topics, and starts the job with {@code settings}. */
    static LocalStack start(Map<String, String> settings) throws Exception {
        LocalBroker broker = LocalBroker.start();
        try {
            var all = new HashMap<>(settings);
            all.put("kafka.bootstrap-servers", broker.bootstrapServers());
            PipelineConfig config = PipelineConfig.of(all);
            Topics.ensure(config.kafka());
            Path checkpoints = Files.createTempDirectory("limelight-checkpoints-");
            var stack =
                    new LocalStack(
                            broker, config, checkpoints, LocalJob.start(config, checkpoints, 0));
            Runtime.getRuntime().addShutdownHook(stack.onSignal);
            return stack;
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    PipelineConfig config() {
        return config;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String webAddress() {
        return job.webAddress();
    }

    /** Sends documents and waits until the broker has them. */
    void send(List<InputDocument> documents) {
        try (var producer = new DocumentProducer(config.kafka())) {
            documents.forEach(document -> document.sendTo(producer));
            producer.flush();
        }
    }

    /** Waits until {@code documents} have their answers; hands each on as it comes. */
    Answers await(int documents, Consumer<Answer> listener) throws Exception {
        var answers = new Answers();
        try (TopicReader reader = TopicReader.fromBeginning(config.kafka(), TopicNames.OUTPUTS)) {
            while (answers.count() < documents) {
                for (var record : reader.poll(POLL)) {
                    Answer answer = answers.add(record);
                    if (answer != null) {
                        listener.accept(answer);
                    }
                }
                if (job.awaitEnd(1)) {
                    throw new IllegalStateException("the job ended before all documents were done");
                }
            }
        }
        return answers;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onSignal);
        stop();
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        try (broker) {
            job.close();
            deleteCheckpoints();
        } catch (Exception e) {
            throw new IllegalStateException("could not stop cleanly: " + e.getMessage(), e);
        }
    }

    private void deleteCheckpoints() throws IOException {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
