package dev.limelight.pipeline.bench;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EncoderClient;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.pipeline.LocalStack;
import dev.limelight.pipeline.config.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Measures the job on this machine: how much goes through when all documents are there at once, how
 * long one takes when they come at half that rate, and the same work without Kafka and Flink beside
 * it. For one thread.
 */
public final class PipelineBench {

    private final List<DocumentRecord> documents;
    private final int copies;
    private final Map<String, String> settings;
    private final Consumer<String> progress;

    /** The steps that {@code progress} is told of. */
    public static final int STEPS = 4;

    /**
     * @param documents what goes through
     * @param copies how often each does
     * @param settings of the job; which Kafka is not one of them
     * @param progress told the name of each step before it begins
     */
    public PipelineBench(
            List<DocumentRecord> documents,
            int copies,
            Map<String, String> settings,
            Consumer<String> progress) {
        this.documents = documents;
        this.copies = copies;
        this.settings = settings;
        this.progress = progress;
    }

    /** One row: a way to do the work. */
    private record Throughput(String name, double seconds, EngineStatistics work) {}

    /**
     * Measures, and gives the tables with their conditions.
     *
     * @throws Exception what Kafka, Flink or the model could not do
     */
    public List<String> run() throws Exception {
        var lines = new ArrayList<String>();
        try (LocalStack stack = LocalStack.start(settings);
                EncoderClient engine = EmbeddedModels.openEncoder(stack.config().model())) {
            List<DocumentRecord> load = copied("load");
            progress.accept("warm-up");
            var traffic = new Traffic(stack);
            traffic.send(copied("warm-up").subList(0, documents.size()), 0);
            progress.accept("without Kafka and Flink");
            Throughput direct = direct(stack.config(), load, engine);
            progress.accept("all at once");
            Throughput job = job(traffic, load, engine);
            progress.accept("at half the rate");
            double rate = load.size() / job.seconds() / 2;
            double[] latencies = traffic.send(copied("paced"), (long) (1e9 / rate));
            lines.addAll(throughput(List.of(direct, job)));
            lines.add("");
            lines.addAll(latency(latencies, rate));
            lines.add("");
            lines.addAll(Memory.lines());
            lines.add("");
            lines.addAll(conditions(stack.config(), load));
        }
        return lines;
    }

    private List<DocumentRecord> copied(String run) {
        return IntStream.range(0, copies)
                .boxed()
                .flatMap(copy -> documents.stream().map(d -> renamed(d, run + copy + "/" + d.id())))
                .toList();
    }

    private static DocumentRecord renamed(DocumentRecord document, String id) {
        return new DocumentRecord(
                id, document.text(), document.title(), document.language(), null, null, Map.of());
    }

    private static Throughput direct(
            PipelineConfig config, List<DocumentRecord> load, EncoderClient engine)
            throws InterruptedException {
        EngineStatistics before = engine.statistics();
        long start = System.nanoTime();
        DirectWork.run(config, load);
        return throughput("without Kafka and Flink", start, before, engine);
    }

    private static Throughput job(Traffic traffic, List<DocumentRecord> load, EncoderClient engine)
            throws Exception {
        EngineStatistics before = engine.statistics();
        long start = System.nanoTime();
        traffic.send(load, 0);
        return throughput("through Kafka and Flink, committed", start, before, engine);
    }

    private static Throughput throughput(
            String name, long start, EngineStatistics before, EncoderClient engine) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Throughput(name, seconds, engine.statistics().since(before));
    }

    private List<String> throughput(List<Throughput> rows) {
        var table = new Table("all at once", "documents/s", "tokens/s", "batch fill", "seconds");
        for (Throughput row : rows) {
            table.row(
                    row.name(),
                    number("%.1f", documents.size() * copies / row.seconds()),
                    number("%.0f", row.work().tokens() / row.seconds()),
                    number("%.2f", row.work().batchFill()),
                    number("%.1f", row.seconds()));
        }
        return table.lines();
    }

    private static List<String> latency(double[] latencies, double rate) {
        return new Table("produce to committed, ms", "p50", "p95", "p99", "max")
                .row(
                        number("at %.1f documents/s", rate),
                        number("%.0f", Traffic.percentile(latencies, 0.50)),
                        number("%.0f", Traffic.percentile(latencies, 0.95)),
                        number("%.0f", Traffic.percentile(latencies, 0.99)),
                        number("%.0f", Traffic.percentile(latencies, 1)))
                .lines();
    }

    private List<String> conditions(PipelineConfig config, List<DocumentRecord> load) {
        long words = load.stream().mapToLong(d -> d.text().strip().split("\\s+", -1).length).sum();
        return List.of(
                "%d documents (%d, each %d times), %d words; broker, job, sender and reader in this one process"
                        .formatted(load.size(), documents.size(), copies, words),
                "%s; checkpoint.interval %d ms, parallelism %d, chunk.tokens %d, token budget of a batch %d"
                        .formatted(
                                config.model().model(),
                                config.checkpointInterval().toMillis(),
                                config.parallelism(),
                                config.chunkTokens(),
                                config.model().tokenBudget()),
                Conditions.machine());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
