package dev.limelight.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.kafka.KafkaSetupException;
import dev.limelight.connectors.kafka.admin.JobPermissions;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.pipeline.DocumentSources;
import dev.limelight.pipeline.LocalJob;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.SecuredBroker;
import dev.limelight.pipeline.watch.Causes;
import dev.limelight.pipeline.watch.FlinkRest;
import dev.limelight.pipeline.watch.JobSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands against a Kafka with logins and access control: what {@code deploy/README.md} says
 * that they may do is just enough, and whatever is missing of it is named.
 */
@TestMethodOrder(OrderAnnotation.class)
class SecuredKafkaIT {

    private static final String JOB = "limelight";
    private static final String WRITER = "writer";
    private static final String READER = "reader";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BUNDLE = "../../test-data/seq2seq/marian-split";

    @TempDir static Path folder;
    private static SecuredBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = SecuredBroker.start(JOB, WRITER, READER);
        broker.allow(acls().stream().filter(acl -> !isCreate(acl)).toList());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** Without topics: only then is it seen whether they may be created. */
    @Test
    @Order(1)
    void when_topicsMayNotBeCreated_then_theErrorNamesThem() throws Exception {
        assertThat(await(() -> startingError(config(JOB)), e -> e.contains(" Create ")))
                .contains("does not allow Create on topic limelight.");
        broker.allow(List.of(only(JOB, AclOperation.CREATE, "limelight.")));
    }

    @Test
    @Order(2)
    void when_theDocumentedAclsAreThere_then_everyCommandWorks() throws Exception {
        PipelineConfig config = PipelineConfig.load(config(JOB));
        await(() -> startingError(config(JOB)), String::isEmpty);
        Path text = Files.writeString(folder.resolve("a.txt"), "The light is on. It is old.");
        Path large = folder.resolve("large.txt");
        Files.write(large, new byte[20 << 20]);
        try (var job = LocalJob.start(config, folder.resolve("checkpoints"), 0)) {
            Ran produced = as(WRITER, "produce", text.toString(), large.toString());
            assertThat(produced.code()).as(produced.err()).isZero();
            assertThat(produced.err()).contains("1 sent, 1 too large");
            Ran used = as(WRITER, "models", "use", "en-de", "--configured");
            assertThat(used.code()).as(used.err()).isZero();
            for (String topic : List.of("summaries", "translations", "dead-letters")) {
                assertThat(await(() -> as(READER, "consume", topic).out(), o -> !o.isEmpty()))
                        .contains("\"documentId\":");
            }
            assertThat(new FlinkRest(job.webAddress()).job(job.id()).failures()).isEmpty();
        }
    }

    /** With options alone, and with those over a file that is of somebody else. */
    @Test
    @Order(3)
    void when_theLoginIsInOptions_then_itWorksAsFromTheFile() throws IOException {
        List<String> words = new ArrayList<>(List.of("consume", "summaries"));
        SecuredBroker.login(READER)
                .forEach((k, v) -> words.addAll(List.of("--property", k + "=" + v)));
        Ran fromOptions = ran(words, "--bootstrap-servers", broker.bootstrapServers());
        assertThat(fromOptions.code()).as(fromOptions.err()).isZero();
        assertThat(fromOptions.out()).isNotEmpty();
        Ran over = ran(words, "--config", config("nobody").toString());
        assertThat(over.out()).isEqualTo(fromOptions.out());

        Ran wrong = ran(List.of("consume", "summaries"), "--config", config("nobody").toString());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err())
                .contains("Authentication failed")
                .doesNotContain("no Kafka broker answered");
    }

    @Test
    @Order(4)
    void when_anAclOfTheJobIsMissing_then_itsStartNamesOperationAndResource() throws Exception {
        for (AclBinding acl : acls(JOB)) {
            if (!isCreate(acl)) {
                assertThat(without(acl, () -> startingError(config(JOB))))
                        .contains("does not allow", operation(acl) + " on " + resource(acl));
            }
        }
    }

    @Test
    @Order(5)
    void when_anAclOfProduceIsMissing_then_itNamesOperationAndResource() throws Exception {
        for (AclBinding acl : acls(WRITER)) {
            assertThat(without(acl, () -> writingError()))
                    .contains("does not allow", operation(acl) + " on " + resource(acl));
        }
    }

    @Test
    @Order(6)
    void when_theAclOfConsumeIsMissing_then_itNamesOperationAndResource() throws Exception {
        for (AclBinding acl : acls(READER)) {
            assertThat(without(acl, () -> as(READER, "consume", "summaries").err()))
                    .contains("does not allow", operation(acl) + " on " + resource(acl));
        }
    }

    /** What the look at the start cannot see, the job's failure tells. */
    @Test
    @Order(7)
    void when_transactionsMayOnlyBeDescribed_then_theRestartNamesOperationAndResource()
            throws Exception {
        AclBinding write = only(JOB, AclOperation.WRITE, "limelight@");
        AclBinding describe = onTransactions("Describe", "limelight@");
        broker.allow(List.of(describe));
        broker.refuse(write);
        PipelineConfig config = PipelineConfig.load(config(JOB));
        var causes =
                new Causes(
                        broker.bootstrapServers(),
                        JobPermissions.asked(config.kafka(), DocumentSources.groups(config)));
        try (var job = LocalJob.start(config, folder.resolve("restarting"), 0)) {
            var flink = new FlinkRest(job.webAddress());
            JobSnapshot failed = await(() -> flink.job(job.id()), j -> !j.failures().isEmpty());
            assertThat(causes.oneLine(failed.failures().get(0).stackTrace()))
                    .contains("does not allow Write on transactional id limelight@*");
        } finally {
            broker.refuse(describe);
            broker.allow(List.of(write));
        }
    }

    /** Others with this job's prefix have ids that begin otherwise. */
    @Test
    @Order(8)
    void when_onlyItsOwnTransactionalIdsAreAllowed_then_theJobWorks() throws Exception {
        AclBinding write = only(JOB, AclOperation.WRITE, "limelight@");
        PipelineConfig config = PipelineConfig.load(config(JOB));
        broker.refuse(write);
        await(() -> startingError(config(JOB)), error -> error.contains("Write on transactional"));
        broker.allow(List.of(onTransactions("Write", "limelight@limelight@limelight.@")));
        await(() -> startingError(config(JOB)), String::isEmpty);
        Path text = Files.writeString(folder.resolve("b.txt"), "The dark is new. It is cold.");
        try (var job = LocalJob.start(config, folder.resolve("own-ids"), 0)) {
            assertThat(as(WRITER, "produce", text.toString()).code()).isZero();
            await(
                    () -> as(READER, "consume", "summaries").out(),
                    o -> o.contains("\"documentId\":\"b\""));
            assertThat(new FlinkRest(job.webAddress()).job(job.id()).failures()).isEmpty();
        } finally {
            broker.allow(List.of(write));
        }
    }

    private static AclBinding onTransactions(String operation, String prefix) {
        String command =
                "--allow-principal User:%s --operation %s --transactional-id %s"
                        + " --resource-pattern-type prefixed";
        return SecuredBroker.acls(command.formatted(JOB, operation, prefix)).get(0);
    }

    /** Without the ACL; waits until its absence shows. */
    private static String without(AclBinding acl, Call<String> attempt) throws Exception {
        broker.refuse(acl);
        try {
            return await(attempt, error -> error.contains("does not allow"));
        } finally {
            broker.allow(List.of(acl));
            await(attempt, error -> !error.contains(operation(acl) + " on " + resource(acl)));
        }
    }

    private static String startingError(Path file) {
        PipelineConfig config = PipelineConfig.load(file);
        try {
            Topics.ensure(config.kafka());
            JobPermissions.check(config.kafka(), DocumentSources.groups(config));
            return "";
        } catch (KafkaSetupException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String writingError() throws IOException {
        String all = folder.resolve("a.txt").toString();
        return as(WRITER, "produce", all, folder.resolve("large.txt").toString()).err()
                + as(WRITER, "models", "use", "en-de", "--configured").err();
    }

    private static boolean isCreate(AclBinding acl) {
        return acl.entry().operation() == AclOperation.CREATE;
    }

    private static String operation(AclBinding acl) {
        String name = acl.entry().operation().name();
        return Stream.of(name.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .reduce("", String::concat);
    }

    private static String resource(AclBinding acl) {
        String kind =
                switch (acl.pattern().resourceType()) {
                    case TOPIC -> "topic ";
                    case GROUP -> "consumer group ";
                    default -> "transactional id ";
                };
        return kind + acl.pattern().name();
    }

    private static AclBinding only(String user, AclOperation operation, String name)
            throws IOException {
        return acls(user).stream()
                .filter(acl -> acl.entry().operation() == operation)
                .filter(acl -> acl.pattern().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<AclBinding> acls(String user) throws IOException {
        return acls().stream()
                .filter(acl -> acl.entry().principal().equals("User:" + user))
                .toList();
    }

    /** Those of the commands in the documentation, to the letter. */
    private static List<AclBinding> acls() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("..", "..", "deploy", "README.md"))) {
            return lines.filter(line -> line.startsWith("kafka-acls "))
                    .flatMap(line -> SecuredBroker.acls(line).stream())
                    .toList();
        }
    }

    private static Path config(String user) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("kafka.bootstrap-servers=" + broker.bootstrapServers());
        lines.add("kafka.partitions=1");
        lines.add("checkpoint.interval=500 ms");
        lines.add("parallelism=1");
        lines.add("document.default-tasks=summarize,translate");
        lines.add("translate.models=en-de=" + BUNDLE);
        lines.add("translate.targets=de");
        SecuredBroker.login(user).forEach((k, v) -> lines.add("kafka.properties." + k + "=" + v));
        return Files.write(folder.resolve(user + ".properties"), lines, UTF_8);
    }

    private static Ran as(String user, String... words) throws IOException {
        return ran(List.of(words), "--config", config(user).toString());
    }

    private static Ran ran(List<String> words, String... more) {
        return Ran.command(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private interface Call<T> {
        T get() throws Exception;
    }

    private static <T> T await(Call<T> attempt, java.util.function.Predicate<T> until)
            throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T last = attempt.get();
        while (!until.test(last)) {
            assertThat(System.nanoTime()).as("in time; the last was %s", last).isLessThan(end);
            Thread.sleep(100);
            last = attempt.get();
        }
        return last;
    }
}
