package dev.limelight.pipeline.cli.serve;

import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.modelserver.server.ModelServer;
import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.service.ServedModels;
import dev.limelight.pipeline.cli.option.EncoderOption;
import dev.limelight.pipeline.cli.option.GuardOptions;
import dev.limelight.pipeline.cli.option.PivotsOption;
import dev.limelight.pipeline.cli.option.StopSignal;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.ServerView;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.translate.route.ModelsAtHand;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight serve}: offers the models over HTTP until a signal stops it. */
@Command(
        name = "serve",
        description =
                "Offers the models over HTTP: summaries, translations (LibreTranslate's API, too) and"
                        + " plain generation. On SIGTERM or Ctrl-C it answers the requests that run,"
                        + " and stops.")
public final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = {
                "An encoder-decoder model: a folder, or a name that 'models list' shows. Repeat it",
                "for more. Default: the best at hand for each pair."
            })
    private List<String> models = List.of();

    @Mixin private final PivotsOption pivots = new PivotsOption();

    @Mixin private final EncoderOption encoder = new EncoderOption();

    @Mixin private final GuardOptions guard = new GuardOptions();

    @Option(
            names = "--access-log",
            description = "Write a line to standard error for each request.")
    private boolean accessLog;

    @Mixin private final ServeOptions options = new ServeOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        ServerOptions server = options.server();
        List<String> through = pivots.languages();
        String reader = encoder.model();
        GuardPolicy policy = guard.policy();
        List<TranslationBundle> bundles = bundles();
        PrintWriter err = spec.commandLine().getErr();
        say(err, List.of("loading ..."));
        try (var stop = StopSignal.install();
                var served =
                        Usage.checked(() -> ServedModels.open(bundles, through, reader, policy));
                var http = ModelServer.start(server, served.services(), accessLog(err))) {
            say(err, new ServerView(server, http.port()).lines(served.services()));
            stop.await();
            say(err, List.of("stopping: no more requests are taken, those that run are answered"));
        }
        say(err, List.of("stopped"));
        return 0;
    }

    private List<TranslationBundle> bundles() {
        return Usage.checked(
                () ->
                        models.isEmpty()
                                ? ModelsAtHand.translations(List.of()).used()
                                : models.stream()
                                        .map(BundleLocator.ofProcess()::locate)
                                        .map(TranslationBundle::read)
                                        .toList());
    }

    private @Nullable Consumer<String> accessLog(PrintWriter err) {
        return accessLog ? line -> say(err, List.of(line)) : null;
    }

    private static void say(PrintWriter err, List<String> lines) {
        lines.forEach(err::println);
        err.flush();
    }
}
