package dev.limelight.pipeline.cli.demo;

import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.input.InputFolder;
import dev.limelight.pipeline.cli.option.EncoderOption;
import dev.limelight.pipeline.cli.option.GuardOptions;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.StopSignal;
import dev.limelight.pipeline.cli.option.TranslationChoice;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.console.Console;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.guard.GuardedParser;
import dev.limelight.pipeline.local.LocalStack;
import dev.limelight.pipeline.translate.route.TranslationModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight demo}. */
@Command(
        name = "demo",
        description = {
            "Starts a Kafka broker and Flink on this machine and runs the job on a folder of documents.",
            "Shows each summary with the salience of its sentences, and each translation."
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--documents",
            paramLabel = "DIR",
            description =
                    "A folder of *.txt, *.html, *.md and *.json files. Default: test-data/documents")
    private @Nullable Path documents;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write each output topic to DIR/<topic>.jsonl.")
    private @Nullable Path out;

    @Option(
            names = "--tasks",
            paramLabel = "LIST",
            description =
                    "The tasks: summarize, translate. Default: summarize; with --targets, both.")
    private @Nullable String tasks;

    @Option(
            names = "--targets",
            paramLabel = "LIST",
            description =
                    "The languages to translate into, such as de; separate several by commas.")
    private @Nullable String targets;

    @Option(
            names = "--align",
            description =
                    "Show each word of a translation below the source words it is aligned to.")
    private boolean align;

    @Option(
            names = "--length",
            description = "Length of a summary: sentences, or a share such as 15%%. Default: 3")
    private String length = "3";

    @Option(
            names = "--console",
            description =
                    "Show everything in the browser, too, and stay until Ctrl-C once all is done.")
    private boolean console;

    @Mixin private EncoderOption encoder = new EncoderOption();

    @Mixin private GuardOptions guard = new GuardOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path folder = documents == null ? Home.path("test-data", "documents") : documents;
        guard.policy();
        InputFolder inputs = InputFolder.read(folder);
        PipelineConfig config = checked();
        if (!inputs.others().isEmpty()) {
            say("%s", inputs.notRead());
        }
        try (Results.Records records = records(config)) {
            run(inputs.documents(), records);
        }
        return 0;
    }

    private void run(List<InputDocument> inputs, Results.Records records) throws Exception {
        long started = System.nanoTime();
        say("starting Kafka and Flink on this machine, which takes some seconds ...");
        var view = new ResultView(inputs, align, Terminal.current());
        try (LocalStack stack = LocalStack.start(settings());
                Console page = console ? page(stack) : null) {
            say("Kafka at %s, Flink at %s", stack.bootstrapServers(), stack.webAddress());
            if (page != null) {
                say("the console is at %s", page.address());
            }
            InputDocument.send(inputs, stack.config().kafka());
            Results.Owed owed = owed(inputs, stack.config());
            say(
                    "sent %d documents; the first results come with the next checkpoint",
                    inputs.size());
            Results answers = await(stack, owed, records, view);
            double seconds = (System.nanoTime() - started) / 1e9;
            say("%d documents: %s, in %.1f s", inputs.size(), counts(answers), seconds);
            if (page != null) {
                stay(page);
            }
        }
    }

    private static Console page(LocalStack stack) throws IOException {
        return Console.start(
                ServerOptions.local(),
                stack.config().kafka(),
                stack.config().documents().decoder());
    }

    private void stay(Console page) throws InterruptedException {
        try (StopSignal stop = StopSignal.install()) {
            say("the console stays at %s until Ctrl-C", page.address());
            stop.await();
        }
    }

    /** The job's configuration, refused before anything is started. */
    private PipelineConfig checked() {
        if (targets != null) {
            TranslationChoice models = atHand();
            Stream.of(targets.split(","))
                    .map(String::strip)
                    .filter(target -> !target.isEmpty())
                    .forEach(target -> models.target("--targets", target, ""));
        }
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("kafka.bootstrap-servers", "127.0.0.1:1");
        return PipelineConfig.of(settings);
    }

    private Results.Records records(PipelineConfig config) throws IOException {
        if (out == null) {
            return record -> {};
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UsageException("--out %s is a file, expected a folder".formatted(out));
        }
        return new ResultFiles(out, config.kafka().topicPrefix());
    }

    private static String counts(Results answers) {
        String counts =
                "%d summaries, %d translations, %d dead letters"
                        .formatted(
                                answers.summaries(), answers.translations(), answers.deadLetters());
        int alerts = answers.alerts();
        return alerts == 0
                ? counts
                : "%s, %d guard alert%s".formatted(counts, alerts, alerts == 1 ? "" : "s");
    }

    private Results await(
            LocalStack stack, Results.Owed owed, Results.Records records, ResultView view)
            throws Exception {
        try (var progress = new Progress("answers", owed.answers())) {
            return Results.await(stack, owed, records, answer -> show(view, answer, progress));
        }
    }

    /** Results that the documents must have before all are done. */
    private static Results.Owed owed(List<InputDocument> documents, PipelineConfig config) {
        var parser =
                GuardedParser.of(
                        new DocumentParser(config.tasks(), config.routes()), config.guard());
        return new Results.Owed(
                documents.stream().mapToInt(document -> document.answers(parser)).sum(),
                (int) documents.stream().filter(each -> each.isAlerting(parser)).count());
    }

    private static TranslationChoice atHand() {
        return TranslationChoice.of(
                null, TranslationModels.pivots(TranslationModels.DEFAULT_PIVOTS));
    }

    private Map<String, String> settings() {
        String usual = targets == null ? Tasks.SUMMARIZE : Tasks.SUMMARIZE + "," + Tasks.TRANSLATE;
        TranslationChoice models = atHand();
        Map<String, String> settings = new HashMap<>(guard.settings());
        settings.putAll(
                Map.of(
                        "document.default-tasks", Objects.requireNonNullElse(tasks, usual),
                        "translate.models", models.configured(),
                        "translate.pivots", models.configuredPivots(),
                        "translate.targets", Objects.requireNonNullElse(targets, ""),
                        "summary.length", length,
                        "encoder.model", encoder.model(),
                        "checkpoint.interval", "1 s"));
        return settings;
    }

    private void show(ResultView view, Result answer, Progress progress) {
        progress.print(spec.commandLine().getOut(), lines(view, answer));
        if (!(answer instanceof Result.Found)) {
            progress.step();
        }
    }

    /** What cannot be shown is no reason to end the run: the other answers are still to come. */
    private List<String> lines(ResultView view, Result answer) {
        try {
            return view.lines(answer);
        } catch (RuntimeException e) {
            return List.of("an answer that cannot be shown (%s); --out DIR writes it".formatted(e));
        }
    }

    private void say(String format, Object... values) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(String.format(Locale.ROOT, format, values));
        err.flush();
    }
}
