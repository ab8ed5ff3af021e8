package dev.limelight.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code limelight submit} against a JobManager and a TaskManager that are processes of their own:
 * a mini-cluster shows no trouble with class loaders, because it has only one.
 */
@ExtendWith(SubmitIT.ShowsLogs.class)
class SubmitIT {

    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir static Path folder;
    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
    private static FlinkProcesses flink;

    @BeforeAll
    static void start() throws Exception {
        flink = FlinkProcesses.start(folder);
    }

    @AfterAll
    static void stop() {
        if (flink != null) {
            flink.close();
        }
    }

    /** Each compression is a native library of its own; the second and third job load none anew. */
    @Test
    void when_jobsShareATaskManagerAndComeBack_then_eachDocumentIsAnsweredOnce() throws Exception {
        Path first = config("first.");
        String job = submit(first);
        send(first, "zstd", "z1", "z2", "z3");
        assertThat(answers(first, 3)).containsExactly("z1", "z2", "z3");

        Path second = config("second.");
        String beside = submit(second);
        send(second, "lz4", "l1", "l2");
        assertThat(answers(second, 2)).containsExactly("l1", "l2");

        flink.awaitCheckpoints(job);
        flink.cancel(job);
        String again = submit(first);
        send(first, "snappy", "s1", "s2");
        assertThat(answers(first, 5)).containsExactly("s1", "s2", "z1", "z2", "z3");
        assertThat(flink.state(beside)).isEqualTo("RUNNING");
        assertThat(flink.checkpoints().resolve(job)).isNotEmptyDirectory();
        flink.cancel(again);
        flink.cancel(beside);
        assertThat(flink.isAlive()).isTrue();
    }

    @Test
    void when_slotsAreMissing_then_submitSaysSoAndFlinkShowsWhichJobItIs() throws Exception {
        Path config = config("slots.");
        Files.writeString(
                config,
                Files.readString(config).replace("parallelism=1", "parallelism=9")
                        + "kafka.properties.ssl.keystore.password=hush\n");
        Output output = limelight(config, "-m", flink.address(), "-Dpipeline.name=news");
        assertThat(output.status()).as(output.text()).isZero();
        assertThat(output.text()).contains("it waits for slots: it needs 9, the cluster has 2");
        String job = id(output);
        assertThat(flink.name(job)).isEqualTo("news");
        assertThat(flink.parameters(job).path("kafka.group-id").asText()).isEqualTo("slots.");
        assertThat(flink.parameters(job).toString()).contains("parallelism").doesNotContain("hush");
        flink.cancel(job);
    }

    @Test
    void when_theSavepointIsNotThere_then_theClusterIsNotBlamed() throws Exception {
        Output output =
                limelight(config("nowhere."), "-m", flink.address(), "-s", "file:///no/savepoint");
        assertThat(output.status()).isEqualTo(1);
        assertThat(output.text())
                .contains("Flink did not take the job", "/no/savepoint")
                .doesNotContain("expected a running cluster");
    }

    @Test
    void when_nobodyListens_then_oneLineSaysSo() throws Exception {
        Output output = limelight(config("nobody."), "-m", "127.0.0.1:9");
        assertThat(output.status()).isEqualTo(1);
        assertThat(output.text().strip().lines())
                .singleElement()
                .asString()
                .contains("Connection refused", "127.0.0.1:9", "-m HOST:PORT");
    }

    @Test
    void when_wordsAreWrong_then_flinkIsNotAsked() throws Exception {
        Output parallelism = limelight(config("words."), "-p", "4");
        assertThat(parallelism.status()).isEqualTo(2);
        assertThat(parallelism.text()).contains("-p for flink run", "expected the key parallelism");
        Output unknown = limelight(config("words."), "--no-such-word");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.text().strip().lines()).singleElement().asString().contains("no-such");
    }

    private static Path config(String name) throws IOException {
        return QuickJob.config(folder, name, BROKER.bootstrapServers());
    }

    private static String submit(Path config) throws Exception {
        Output output = limelight(config, "-m", flink.address());
        assertThat(output.status()).as(output.text()).isZero();
        assertThat(output.text()).containsPattern("it runs|it is still starting");
        return id(output);
    }

    private static String id(Output output) {
        Matcher id = JOB_ID.matcher(output.text());
        assertThat(id.find()).as(output.text()).isTrue();
        return id.group(1);
    }

    private record Output(int status, String text) {}

    /** As the launcher calls it, in a process of its own. */
    private static Output limelight(Path config, String... flinkArguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + ClusterJars.home("deploy", "jvm.options"));
        command.add(ClusterJars.QUICK_START);
        command.add("-Dlimelight.home=" + ClusterJars.home("."));
        command.addAll(List.of("-cp", ClusterJars.launcherClassPath()));
        command.add("dev.limelight.pipeline.cli.Limelight");
        command.addAll(List.of("submit", "--config", config.toString(), "--"));
        command.addAll(List.of(flinkArguments));
        Path output = Files.createTempFile(folder, "submit-", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Output(process.exitValue(), Files.readString(output));
    }

    private static void send(Path config, String compression, String... ids) throws IOException {
        String compressing = "kafka.properties.compression.type=" + compression;
        Path sending =
                Files.writeString(
                        folder.resolve("sending.properties"),
                        Files.readString(config) + compressing);
        try (var producer = new DocumentProducer(PipelineConfig.load(sending).kafka())) {
            for (String id : ids) {
                producer.sendText(
                        id,
                        "The mill burned. Nobody was hurt. "
                                .repeat(20)
                                .getBytes(StandardCharsets.UTF_8));
            }
            producer.flush();
        }
    }

    /** The ids of summaries, sorted, once {@code expected} are there or nothing more comes. */
    private static List<String> answers(Path config, int expected) throws Exception {
        var ids = new ArrayList<String>();
        long end = System.nanoTime() + LIMIT.toNanos();
        try (TopicReader reader =
                TopicReader.fromBeginning(
                        PipelineConfig.load(config).kafka(),
                        List.of(TopicNames.SUMMARIES, TopicNames.DEAD_LETTERS))) {
            while (ids.size() < expected && System.nanoTime() < end && flink.isAlive()) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> ids.add(text(record.key())));
            }
            /* One that is answered twice shows with the next checkpoint. */
            reader.poll(Duration.ofSeconds(1)).forEach(record -> ids.add(text(record.key())));
        }
        ids.sort(null);
        return ids;
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    /** Only a failure is worth pages of logs. */
    static final class ShowsLogs implements TestWatcher {

        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            try {
                System.err.println(flink.logs());
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
