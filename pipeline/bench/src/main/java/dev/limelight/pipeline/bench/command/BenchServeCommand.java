package dev.limelight.pipeline.bench.command;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.modelserver.server.ModelServer;
import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.limit.Limits;
import dev.limelight.modelserver.server.service.ServedModels;
import dev.limelight.pipeline.bench.serve.ServeBench;
import dev.limelight.pipeline.bench.serve.ServeLoad;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.input.InputFolder;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.document.SentenceSplitter;
import dev.limelight.pipeline.language.Languages;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench serve}. */
@Command(
        name = "serve",
        description = {
            "Measures how long a short translation waits at a server beside a long one: requests of",
            "60 characters, alone and while a text of 87,000 characters is being translated."
        })
final class BenchServeCommand implements Callable<Integer> {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);
    private static final int STEPS = 3;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A translation model. Default: models/limelight-en-de")
    private @Nullable Path model;

    @Option(
            names = "--letters",
            defaultValue = "87000",
            paramLabel = "N",
            description = "The length of the long text in characters. Default: ${DEFAULT-VALUE}")
    private int letters;

    @Option(
            names = "--requests",
            defaultValue = "200",
            paramLabel = "N",
            description =
                    "The number of short requests, alone and beside the long one. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path folder = model == null ? Home.path("models", "limelight-en-de") : model;
        TranslationBundle bundle = Usage.checked(() -> TranslationBundle.read(folder));
        ServeLoad load = load(bundle);
        try (var progress = new Progress("serve", STEPS);
                var served = Usage.checked(() -> ServedModels.open(List.of(bundle)));
                var server = ModelServer.start(patient(), served.services(), null)) {
            List<String> lines = new ServeBench(load, requests, progress::step).run(server);
            lines.forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private ServeLoad load(TranslationBundle bundle) throws IOException, BadDocumentException {
        if (bundle.sources().isEmpty() || bundle.targets().isEmpty()) {
            throw new UsageException(
                    "%s names no languages, expected a translation model that names its own"
                            .formatted(bundle.folder()));
        }
        if (letters < 1 || requests < 1) {
            throw new UsageException(
                    "--letters %d and --requests %d, expected 1 or more"
                            .formatted(letters, requests));
        }
        String source = bundle.sources().get(0);
        return ServeLoad.of(sentences(source), letters, source, bundle.targets().get(0));
    }

    private static List<String> sentences(String language)
            throws IOException, BadDocumentException {
        var splitter = new SentenceSplitter(Languages.profile(language));
        List<String> sentences = new ArrayList<>();
        for (InputDocument document :
                InputFolder.read(Home.path("test-data", "documents", language)).documents()) {
            String text = document.record().text();
            splitter.split(text).stream()
                    .map(sentence -> text.substring(sentence.start(), sentence.end()))
                    .filter(sentence -> !sentence.contains("\n"))
                    .forEach(sentences::add);
        }
        return sentences;
    }

    private static ServerOptions patient() {
        Limits limits = Limits.DEFAULTS;
        return ServerOptions.local()
                .withLimits(
                        limits.withTimeouts(
                                LONG_ENOUGH, limits.timeouts().idle(), limits.timeouts().stop()));
    }
}
