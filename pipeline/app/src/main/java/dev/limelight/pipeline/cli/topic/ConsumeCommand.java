package dev.limelight.pipeline.cli.topic;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.pipeline.cli.option.KafkaOptions;
import dev.limelight.pipeline.cli.option.UsageException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight consume}. */
@Command(
        name = "consume",
        description = "Prints the committed records of a topic, one JSON document a line.")
public final class ConsumeCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(500);

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            paramLabel = "TOPIC",
            description =
                    "summaries, translations, salience, dead-letters, alerts, reviews, documents,"
                            + " decisions, models.")
    private String topic = "";

    @Option(
            names = "--follow",
            description =
                    "Wait for more records until interrupted, or until nobody reads the output.")
    private boolean follow;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        KafkaSettings settings = kafka.settings();
        try (TopicReader reader = TopicReader.fromBeginning(settings, List.of(name(settings)))) {
            boolean isRead = true;
            while (isRead && (follow || !reader.isAtEnd())) {
                isRead = print(reader.poll(POLL)) && !(follow && StandardOutput.isClosed());
            }
        }
        return 0;
    }

    /** As {@code head} has it: who has read enough ends the command, and that is no failure. */
    private boolean print(List<TopicRecord> records) {
        PrintWriter out = spec.commandLine().getOut();
        for (TopicRecord record : records) {
            byte[] value = record.value();
            out.println(value == null ? "null" : new String(value, StandardCharsets.UTF_8));
            if (out.checkError()) {
                return false;
            }
        }
        return true;
    }

    /** The short name of what was asked for, which may be the full one. */
    private String name(KafkaSettings settings) {
        String asked = topic;
        String name = settings.shortName(asked);
        if (!TopicNames.ALL.contains(name)) {
            throw new UsageException(
                    "topic %s, expected one of %s".formatted(asked, TopicNames.ALL));
        }
        return name;
    }
}
