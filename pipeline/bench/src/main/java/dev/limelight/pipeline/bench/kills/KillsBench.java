package dev.limelight.pipeline.bench.kills;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.bench.Table;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Kills a job again and again while documents come, and looks at what a {@code read_committed}
 * reader sees: whether every document is answered, once, and how long after the job is back. A real
 * broker, the real source, pipeline and sink. For one thread.
 */
public final class KillsBench {

    /** The longest that a result may stay invisible once the job runs again. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_EVERY_MS = 200;
    private static final long DOCUMENT_EVERY_MS = 200;
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "kafka.topic-prefix", "kills.",
                    "kafka.group-id", "kills",
                    "kafka.partitions", "2",
                    "encoder.threads", "1",
                    "checkpoint.interval", "1 s");

    private final int kills;
    private final boolean processes;
    private final Map<String, String> settings;
    private final Consumer<String> progress;
    private final List<String> open = new ArrayList<>();
    private final Table table =
            new Table(
                    "kill",
                    "s until it ran again",
                    "s until all was visible",
                    "s until the last, once it ran",
                    "open for more than two checkpoints");
    private double longest;

    /**
     * @param kills how many
     * @param processes whether {@code limelight run} is killed as a process (SIGKILL), and not the
     *     TaskManager of a mini-cluster
     * @param settings of the job; which Kafka is not one of them
     * @param progress told the name of each step before it begins
     */
    public KillsBench(
            int kills, boolean processes, Map<String, String> settings, Consumer<String> progress) {
        if (kills < 1) {
            throw new IllegalArgumentException("%d kills, expected 1 or more".formatted(kills));
        }
        this.kills = kills;
        this.processes = processes;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What came out.
     *
     * @param lines tables and conditions
     * @param holds whether nothing was lost, twice, or invisible for longer than {@link #LIMIT}
     */
    public record Outcome(List<String> lines, boolean holds) {}

    /**
     * Runs it.
     *
     * @throws Exception what Kafka or Flink could not do
     */
    public Outcome run() throws Exception {
        Path folder = Files.createTempDirectory("limelight-kills-");
        try (LocalBroker broker = LocalBroker.start()) {
            var all = new HashMap<>(SETTINGS);
            all.putAll(settings);
            all.put("kafka.bootstrap-servers", broker.bootstrapServers());
            PipelineConfig config = PipelineConfig.of(all);
            Topics.ensure(config.kafka());
            return run(config, all, folder);
        } finally {
            Folders.delete(folder);
        }
    }

    private Outcome run(PipelineConfig config, Map<String, String> all, Path folder)
            throws Exception {
        Duration two = config.checkpointInterval().multipliedBy(2);
        try (KilledJob job = start(config, all, folder);
                var feed = new Feed(config.kafka(), DOCUMENT_EVERY_MS);
                var follower = new Follower(config.kafka());
                var transactions = new OpenTransactions(config.kafka(), two)) {
            var random = new SplittableRandom(kills);
            for (int kill = 1; kill <= kills; kill++) {
                progress.accept("kill %d of %d".formatted(kill, kills));
                pause(random.nextLong(two.toMillis(), 3 * two.toMillis()), transactions);
                transactions.take();
                kill(kill, job, feed, follower, transactions);
            }
            feed.close();
            await(feed.count(), follower, transactions);
            follower.close();
            return outcome(feed, follower, transactions.ids(), config);
        }
    }

    private KilledJob start(PipelineConfig config, Map<String, String> all, Path folder)
            throws Exception {
        if (!processes) {
            return KilledTaskManager.start(config, folder.resolve("checkpoints"));
        }
        Path file = folder.resolve("kills.properties");
        var properties = new Properties();
        properties.putAll(all);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return KilledProcess.start(file, folder);
    }

    private void kill(
            int kill, KilledJob job, Feed feed, Follower follower, OpenTransactions transactions)
            throws Exception {
        long killed = System.nanoTime();
        int before = feed.count();
        job.kill();
        long running = System.nanoTime();
        await(before, follower, transactions);
        double last = seconds(lastSeen(before, follower), running);
        longest = Math.max(longest, last);
        Map<String, String> lingering = transactions.take();
        lingering.forEach((id, line) -> open.add("kill %d: %s: %s".formatted(kill, id, line)));
        table.row(
                String.valueOf(kill),
                number(seconds(running, killed)),
                number(seconds(System.nanoTime(), killed)),
                number(last),
                String.valueOf(lingering.size()));
    }

    /** When the last of so many documents was answered; now, where one is not. */
    private static long lastSeen(int documents, Follower follower) {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < documents; i++) {
            Long seen = follower.seenAt(Feed.id(i));
            if (seen == null) {
                return System.nanoTime();
            }
            last = Math.max(last, seen);
        }
        return last;
    }

    /** Waits until so many documents are answered, or in vain. */
    private static void await(int documents, Follower follower, OpenTransactions transactions)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isAnswered(documents, follower) && System.nanoTime() - end < 0) {
            transactions.look();
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private static boolean isAnswered(int documents, Follower follower) {
        for (int i = documents - 1; i >= 0; i--) {
            if (follower.seenAt(Feed.id(i)) == null) {
                return false;
            }
        }
        return true;
    }

    private static void pause(long millis, OpenTransactions transactions)
            throws InterruptedException {
        transactions.look();
        Thread.sleep(millis);
    }

    private Outcome outcome(Feed feed, Follower follower, int ids, PipelineConfig config) {
        int lost = feed.count() - follower.answered();
        var lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(open);
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d documents, %d kills: %d lost, %d twice, the longest invisible"
                                + " %.1f s after the job ran again; %d transactional ids",
                        feed.count(),
                        kills,
                        lost,
                        follower.twice(),
                        longest,
                        ids));
        lines.add(
                "%s; parallelism %d, checkpoint.interval %d ms, a document every %d ms; broker, sender and reader in this process"
                        .formatted(
                                processes
                                        ? "limelight run, killed by SIGKILL"
                                        : "the TaskManager of a mini-cluster",
                                config.parallelism(),
                                config.checkpointInterval().toMillis(),
                                DOCUMENT_EVERY_MS));
        lines.add(Conditions.machine());
        boolean holds = lost == 0 && follower.twice() == 0 && longest < LIMIT.toSeconds();
        return new Outcome(List.copyOf(lines), holds);
    }

    private static double seconds(long later, long earlier) {
        return later < earlier ? 0 : (later - earlier) / 1e9;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
