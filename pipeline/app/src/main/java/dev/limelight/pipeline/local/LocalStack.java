package dev.limelight.pipeline.local;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.pipeline.LocalJob;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Kafka broker and the job in this JVM, for the demo and the bench. Whoever starts it closes it;
 * that, or a signal, stops both and deletes their files. For one thread.
 */
public final class LocalStack implements AutoCloseable {

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
    public static LocalStack start(Map<String, String> settings) throws Exception {
        LocalBroker broker = LocalBroker.start();
        try {
            var all = new HashMap<>(settings);
            all.put("kafka.bootstrap-servers", broker.bootstrapServers());
            PipelineConfig config = PipelineConfig.of(all);
            Topics.ensure(config.kafka());
            var stack = start(broker, config);
            Runtime.getRuntime().addShutdownHook(stack.onSignal);
            return stack;
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    private static LocalStack start(LocalBroker broker, PipelineConfig config) throws Exception {
        Path checkpoints = Files.createTempDirectory("limelight-checkpoints-");
        try {
            return new LocalStack(
                    broker, config, checkpoints, LocalJob.start(config, checkpoints, 0));
        } catch (Exception e) {
            delete(checkpoints);
            throw e;
        }
    }

    /** The job's configuration. */
    public PipelineConfig config() {
        return config;
    }

    /** Where the broker is. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where Flink's web page is. */
    public String webAddress() {
        return job.webAddress();
    }

    /**
     * Fails if the job has ended, so that nobody waits for results that will not come.
     *
     * @throws java.util.concurrent.ExecutionException why it ended
     */
    public void checkRunning() throws Exception {
        if (job.awaitEnd(1)) {
            throw new IllegalStateException("the job ended before all documents were done");
        }
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
            delete(checkpoints);
        } catch (Exception e) {
            throw new IllegalStateException("could not stop cleanly: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
