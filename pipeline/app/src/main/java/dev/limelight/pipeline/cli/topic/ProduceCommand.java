package dev.limelight.pipeline.cli.topic;

import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.option.KafkaOptions;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight produce}. */
@Command(
        name = "produce",
        description = {
            "Sends documents to the topic of documents.",
            "To send failed documents again: limelight consume dead-letters ... | limelight produce"
                    + " --dead-letters - ..."
        })
public final class ProduceCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");
    private static final String LINES = ".jsonl";
    private static final String EXPECTED =
            InputDocument.TEXTS + ", *.json, *.jsonl, a folder with them, or -";

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "*.txt is a text, *.html a page, *.md Markdown, *.json a document record, *.jsonl a"
                            + " record a line. A folder means all such files below it; - is standard"
                            + " input, a record a line.")
    private List<Path> files = List.of();

    @Option(
            names = "--dead-letters",
            description =
                    "The input lines are dead letters: send the documents in them again. A document of"
                            + " which one task failed gets results for all its tasks again.")
    private boolean areDeadLetters;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        KafkaSettings settings = kafka.settings();
        List<Path> inputs = inputs();
        Topics.ensure(settings);
        try (var producer = new DocumentProducer(settings);
                var progress = new Progress("produce", inputs.size())) {
            var sending = new Sending(producer, areDeadLetters);
            for (Path input : inputs) {
                send(input, sending);
                progress.step();
            }
            producer.flush();
            spec.commandLine().getErr().println(sending.words());
            sending.throwFailure();
        }
        return 0;
    }

    private static void send(Path input, Sending sending) throws IOException {
        if (input.equals(STANDARD_INPUT)) {
            sending.lines("stdin", new JsonLines(System.in));
        } else if (isLines(input)) {
            try (InputStream in = Files.newInputStream(input)) {
                sending.lines(InputDocument.name(input), new JsonLines(in));
            }
        } else {
            sending.document(InputDocument.of(input));
        }
    }

    /** All files, looked at before the first is sent. */
    private List<Path> inputs() throws IOException {
        var inputs = new ArrayList<Path>();
        for (Path file : files) {
            inputs.addAll(Files.isDirectory(file) ? below(file) : List.of(checked(file)));
        }
        return inputs;
    }

    private List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found = all.filter(this::isInput).sorted().toList();
            if (found.isEmpty()) {
                throw new UsageException(
                        "nothing to send in %s, expected %s".formatted(folder, EXPECTED));
            }
            return found;
        }
    }

    private Path checked(Path file) {
        if (file.equals(STANDARD_INPUT) || isInput(file)) {
            return file;
        }
        throw new UsageException(
                Files.isRegularFile(file)
                        ? "file %s, expected %s".formatted(file, expected())
                        : "no file %s, expected %s".formatted(file, expected()));
    }

    private String expected() {
        return areDeadLetters ? "dead letters in *.jsonl, or -" : EXPECTED;
    }

    private boolean isInput(Path file) {
        return Files.isRegularFile(file)
                && (isLines(file) || (!areDeadLetters && InputDocument.isDocument(file)));
    }

    private static boolean isLines(Path file) {
        return InputDocument.ending(file).equals(LINES);
    }
}
