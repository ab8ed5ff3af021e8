package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.EditedSegment;
import dev.limelight.pipeline.cli.option.KafkaOptions;
import dev.limelight.pipeline.cli.option.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of commands that decide on reviews: who decides, and how long to wait for the job.
 */
final class DecisionOptions {

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--reviewer",
            paramLabel = "NAME",
            description =
                    "Who decides. Default: the variable LIMELIGHT_REVIEWER, or the name of the login.")
    private @Nullable String reviewer;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
    private @Nullable String comment;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description =
                    "How long to wait until the job shows the effect; 0 not at all. Default: 60.")
    private int seconds = 60;

    @Option(names = "--json", description = "Print the review as a record.")
    private boolean isJson;

    KafkaSettings settings() {
        return kafka.settings();
    }

    Duration timeout() {
        if (seconds < 0) {
            throw new UsageException(
                    "--timeout %d, expected a number of seconds from 0".formatted(seconds));
        }
        return Duration.ofSeconds(seconds);
    }

    boolean isJson() {
        return isJson;
    }

    /** A decision that is made now. */
    DecisionRecord decision(
            String review,
            DecisionAction action,
            @Nullable String text,
            @Nullable List<EditedSegment> segments) {
        return new DecisionRecord(
                review, action, text, segments, reviewer(), comment, System.currentTimeMillis());
    }

    private String reviewer() {
        return Stream.of(
                        Objects.requireNonNullElse(reviewer, ""),
                        Objects.requireNonNullElse(System.getenv("LIMELIGHT_REVIEWER"), ""),
                        System.getProperty("user.name", ""))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow(() -> new UsageException("nobody decides, expected --reviewer NAME"));
    }
}
