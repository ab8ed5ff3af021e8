package dev.limelight.pipeline.bench;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.local.LocalStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the job on this machine: how much goes through when all documents are there at once, how
 * long a summary takes when documents come one by one, and the same work without Kafka and Flink
 * beside it. Where the job translates, too, all of that is measured with both branches, and how
 * long a summary takes also while translations queue. For one thread.
 */
public final class PipelineBench {

    /** Documents a second that come one by one beside translations. */
    private static final double PACE = 2;

    /** Documents that come one by one, at most. */
    private static final int PACED = 120;

    private final List<DocumentRecord> all;
    private final int copies;
    private final Map<String, String> settings;
    private final Consumer<String> progress;
    private final List<String> lines = new ArrayList<>();

    /** The steps that {@code progress} is told of, without and with translation. */
    public static int steps(boolean translates) {
        return translates ? 5 : 4;
    }

    /**
     * @param documents what goes through, but for those that cannot have all of the job's tasks
     * @param copies how often each does
     * @param settings of the job; which Kafka is not one of them
     * @param progress told the name of each step before it begins
     */
    public PipelineBench(
            List<DocumentRecord> documents,
            int copies,
            Map<String, String> settings,
            Consumer<String> progress) {
        this.all = documents;
        this.copies = copies;
        this.settings = settings;
        this.progress = progress;
    }

    /** One row: a way to do the work. */
    private record Throughput(String name, double seconds, Engines.Work work) {}

    /**
     * Measures, and gives the tables with their conditions.
     *
     * @throws Exception what Kafka, Flink or the model could not do
     */
    public List<String> run() throws Exception {
        try (LocalStack stack = LocalStack.start(settings);
                Engines engines = Engines.open(stack.config())) {
            new Run(stack, engines).all();
        }
        return List.copyOf(lines);
    }

    /** One run of all steps. */
    private final class Run {

        private final PipelineConfig config;
        private final Engines engines;
        private final DirectWork direct;
        private final Traffic traffic;
        private final List<DocumentRecord> documents;
        private final int answers;

        Run(LocalStack stack, Engines engines) {
            this.config = stack.config();
            this.engines = engines;
            this.direct = new DirectWork(config, engines);
            this.traffic = new Traffic(stack);
            this.documents = all.stream().filter(direct::isDoable).toList();
            this.answers = 1 + (translates() ? config.routes().targets().size() : 0);
        }

        private boolean translates() {
            return config.translation().isOn();
        }

        void all() throws Exception {
            List<DocumentRecord> load = copied("load", copies, null);
            progress.accept("warm-up");
            traffic.send(copied("warm-up", 1, null), answers, 0);
            progress.accept("without Kafka and Flink");
            Throughput called = timed("without Kafka and Flink", () -> direct.run(load));
            progress.accept("all at once");
            Throughput job =
                    timed(
                            "through Kafka and Flink, committed",
                            () -> traffic.send(load, answers, 0));
            add(throughput(load, called, job));
            add(latency(load.size() / job.seconds()));
            add(Memory.lines());
            lines.addAll(conditions(load));
        }

        private void add(List<String> table) {
            lines.addAll(table);
            lines.add("");
        }

        private Throughput timed(String name, Work work) throws Exception {
            Engines.Work before = engines.work();
            long start = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Throughput(name, seconds, engines.work().since(before));
        }

        private List<String> latency(double throughput) throws Exception {
            double rate = translates() ? PACE : throughput / 2;
            var table =
                    new Table("a summary, produce to committed, ms", "p50", "p95", "p99", "max");
            progress.accept("one by one");
            paced(table, number("at %.1f documents/s", rate), "alone", rate);
            if (translates()) {
                progress.accept("one by one beside translations");
                double lasting = 1.5 * throughput * PACED / PACE;
                List<DocumentRecord> queue =
                        copied("queue", 1 + (int) lasting / documents.size(), Tasks.TRANSLATE);
                traffic.send(queue);
                String name = "the same while %d translations queue".formatted(queue.size());
                paced(table, name, "beside", rate);
            }
            return table.lines();
        }

        private void paced(Table table, String name, String run, double rate) throws Exception {
            List<DocumentRecord> load = copied(run, copies + PACED, Tasks.SUMMARIZE);
            List<DocumentRecord> some = load.subList(0, Math.min(load.size(), PACED));
            double[] latencies = traffic.send(some, 1, (long) (1e9 / rate));
            table.row(
                    name,
                    number("%.0f", Traffic.percentile(latencies, 0.50)),
                    number("%.0f", Traffic.percentile(latencies, 0.95)),
                    number("%.0f", Traffic.percentile(latencies, 0.99)),
                    number("%.0f", Traffic.percentile(latencies, 1)));
        }

        private List<DocumentRecord> copied(String run, int times, @Nullable String task) {
            return IntStream.range(0, times)
                    .boxed()
                    .flatMap(
                            copy ->
                                    documents.stream()
                                            .map(d -> renamed(d, run + copy + "/" + d.id(), task)))
                    .toList();
        }

        private List<String> throughput(List<DocumentRecord> load, Throughput... rows) {
            var table =
                    new Table(
                            "all at once",
                            "documents/s",
                            "summaries: tokens/s",
                            "batch fill",
                            "translations: tokens/s",
                            "batch fill",
                            "seconds");
            for (Throughput row : rows) {
                EngineStatistics read = row.work().summaries();
                EngineStatistics written = row.work().translations();
                table.row(
                        row.name(),
                        number("%.2f", load.size() / row.seconds()),
                        number("%.0f", read.tokens() / row.seconds()),
                        number("%.2f", read.batchFill()),
                        number("%.0f", written.tokens() / row.seconds()),
                        number("%.2f", written.batchFill()),
                        number("%.1f", row.seconds()));
            }
            return table.lines();
        }

        private List<String> conditions(List<DocumentRecord> load) {
            long words =
                    load.stream().mapToLong(d -> d.text().strip().split("\\s+", -1).length).sum();
            return List.of(
                    "%d documents (%d, each %d times), %d words; broker, job, sender and reader in this one process"
                            .formatted(load.size(), documents.size(), copies, words),
                    "%s; checkpoint.interval %d ms, parallelism %d, chunk.tokens %d, token budget of a batch %d"
                            .formatted(
                                    config.model().model(),
                                    config.checkpointInterval().toMillis(),
                                    config.parallelism(),
                                    config.chunkTokens(),
                                    config.model().batching().tokenBudget()),
                    "translations: %s, %d documents at a time, %d tokens in a batch"
                            .formatted(
                                    translates() ? config.routes().models().keySet() : "none",
                                    config.translation().documents(),
                                    config.translation().batchTokens()),
                    Conditions.machine());
        }
    }

    /** Work that is timed. */
    private interface Work {

        void run() throws Exception;
    }

    private static DocumentRecord renamed(
            DocumentRecord document, String id, @Nullable String task) {
        List<String> tasks = task == null ? null : List.of(task);
        return new DocumentRecord(
                id, document.text(), document.title(), document.language(), tasks, null, Map.of());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
