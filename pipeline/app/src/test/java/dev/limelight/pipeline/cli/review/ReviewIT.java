package dev.limelight.pipeline.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.LocalJob;
import dev.limelight.pipeline.cli.Ran;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person works the queue of a real job, which stops and goes on in the middle. */
@Timeout(300)
@Tag("slow")
class ReviewIT {

    private static final String TEXT = "The museum is closed. It opens again in May.";
    private static final int DOCUMENTS = 3;
    private static final Path MODEL =
            Path.of("..", "..", "models", "limelight-en-de").toAbsolutePath().normalize();

    @TempDir private Path folder;

    private String servers;

    @Test
    void when_outputsAreHeld_then_theyGoOutAsPeopleDecide() throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            servers = broker.bootstrapServers();
            Topics.ensure(config().kafka());
            String edited;
            try (LocalJob job = LocalJob.start(config(), folder, 0)) {
                produce();
                List<ReviewRecord> held = awaitHeld();
                edited = held.get(0).reviewId();
                assertThat(job.awaitEnd(1)).isFalse();
                assertNothingIsOut();
                assertThat(review("claim", edited, "--reviewer", "anna").out())
                        .startsWith(edited + "  claimed by anna until ");
            }
            try (LocalJob job = LocalJob.start(config(), folder, 0)) {
                assertRefused("approve", edited, "ben", "refused: the review is claimed by anna");
                assertRefused("approve", "9-9-translate-de", "ben", "there is no review 9-9-tr");
                edit(edited);
                assertRefused("approve", edited, "anna", "decided already (edit by anna)");
                others();
                assertThat(review("list").out()).isEqualTo("no reviews\n");
                assertThat(job.awaitEnd(1)).isFalse();
            }
        }
    }

    private void edit(String id) throws IOException {
        Ran shown = review("show", id);
        assertThat(shown.out()).contains("policy", "The museum is closed.", "→ ", "claim by anna");
        Ran ran = review("edit", id, "--reviewer", "anna", "--segment", "1=Im Mai macht es auf.");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo(id + "  decided: edit by anna\n");

        TranslationRecord result = only("translations", TranslationRecord.class);
        assertThat(result.text()).endsWith(" Im Mai macht es auf.");
        assertThat(result.review().action()).isEqualTo(DecisionAction.EDIT);
        assertThat(result.review().reviewId()).isEqualTo(id);
        assertThat(result.review().reviewer()).isEqualTo("anna");
        TranslationSegment segment = result.segments().get(1);
        assertThat(segment.text()).isEqualTo("Im Mai macht es auf.");
        assertThat(segment.flags()).isEmpty();
        assertThat(aligned(segment)).contains("May=Mai");
        assertThat(result.segments().get(0).alignment()).isNotEmpty();
        assertThat(Ran.command(words("consume", "salience")).out().lines()).hasSize(1);
    }

    /** The aligned words of a segment, as text. */
    private static List<String> aligned(TranslationSegment segment) {
        return segment.alignment().stream()
                .map(
                        link ->
                                TEXT.substring(link.sourceStart(), link.sourceEnd())
                                        + "="
                                        + segment.text()
                                                .substring(link.targetStart(), link.targetEnd()))
                .toList();
    }

    /** One is approved, and one rejected; nothing of it comes twice. */
    private void others() throws IOException {
        List<ReviewRecord> open = open();
        assertThat(open).hasSize(DOCUMENTS - 1);
        Ran approved = review("approve", open.get(0).reviewId(), "--reviewer", "ben", "--json");
        assertThat(decoded(approved.out().strip(), ReviewRecord.class).decision().reviewer())
                .isEqualTo("ben");
        Ran rejected =
                review(
                        "reject",
                        open.get(1).reviewId(),
                        "--reviewer",
                        "ben",
                        "--comment",
                        "no news");
        assertThat(rejected.code()).as(rejected.err()).isZero();

        DeadLetterRecord letter = only("dead-letters", DeadLetterRecord.class);
        assertThat(letter.category().wireName()).isEqualTo("rejected");
        assertThat(letter.error()).contains("ben has rejected the output: no news");
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains(TEXT);
        assertThat(Ran.command(words("consume", "translations")).out().lines()).hasSize(2);
    }

    private void assertRefused(String command, String id, String reviewer, String why) {
        Ran ran = review(command, id, "--reviewer", reviewer);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains(why);
    }

    private void assertNothingIsOut() {
        for (String topic : List.of("translations", "salience", "dead-letters", "alerts")) {
            assertThat(Ran.command(words("consume", topic)).out()).as(topic).isEmpty();
        }
    }

    private List<ReviewRecord> awaitHeld() throws IOException {
        var topic = List.of(TopicNames.REVIEWS);
        try (var reader = TopicReader.fromBeginning(config().kafka(), topic)) {
            for (int there = 0; there < DOCUMENTS; ) {
                there += reader.poll(Duration.ofSeconds(5)).size();
            }
        }
        assertThat(review("list").out().lines())
                .hasSize(1 + DOCUMENTS)
                .anyMatch(line -> line.startsWith("0-0-translate-de  pending "))
                .anyMatch(line -> line.endsWith("policy · d0"));
        return open();
    }

    private List<ReviewRecord> open() throws IOException {
        Ran ran = review("list", "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.out().lines().map(line -> decoded(line, ReviewRecord.class)).toList();
    }

    private void produce() {
        try (var producer = new DocumentProducer(config().kafka())) {
            for (int i = 0; i < DOCUMENTS; i++) {
                producer.send(
                        new DocumentRecord(
                                "d" + i,
                                TEXT,
                                null,
                                "en",
                                List.of("translate"),
                                List.of("de"),
                                Map.of()));
            }
            producer.flush();
        }
    }

    private PipelineConfig config() {
        return PipelineConfig.of(
                Map.of(
                        "kafka.bootstrap-servers", servers,
                        "kafka.partitions", "1",
                        "parallelism", "1",
                        "checkpoint.interval", "500 ms",
                        "translate.models", "en-de=" + MODEL,
                        "review.routes", "en-de=all"));
    }

    private Ran review(String... which) {
        String[] all = Stream.concat(Stream.of("review"), Stream.of(which)).toArray(String[]::new);
        return Ran.command(words(all));
    }

    private String[] words(String... which) {
        return Stream.concat(Stream.of(which), Stream.of("--bootstrap-servers", servers))
                .toArray(String[]::new);
    }

    private <T extends Record> T only(String topic, Class<T> type) {
        List<String> lines = Ran.command(words("consume", topic)).out().lines().toList();
        assertThat(lines).hasSize(1);
        return decoded(lines.get(0), type);
    }

    private static <T extends Record> T decoded(String json, Class<T> type) {
        try {
            return RecordCodec.decode(json.getBytes(StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
