package dev.limelight.pipeline.cli.console;

import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.limit.Limits;
import dev.limelight.pipeline.cli.option.KafkaOptions;
import dev.limelight.pipeline.cli.option.ListenOptions;
import dev.limelight.pipeline.cli.option.StopSignal;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.console.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight console}: the page over the topics of a job. */
@Command(
        name = "console",
        description =
                "Shows a job in the browser: documents and results as they come, and where the"
                        + " model's attention fell, and the queue of outputs that wait for a person. On"
                        + " SIGTERM or Ctrl-C it stops.")
public final class ConsoleCommand implements Callable<Integer> {

    @Mixin private final KafkaOptions kafka = new KafkaOptions();

    @Mixin private final ListenOptions listen = new ListenOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int port = Console.DEFAULT_PORT;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        ServerOptions server =
                Usage.checked(
                        () ->
                                new ServerOptions(
                                        listen.host(),
                                        port,
                                        listen.apiKeys(),
                                        List.of(),
                                        Limits.DEFAULTS));
        PrintWriter err = spec.commandLine().getErr();
        try (var stop = StopSignal.install();
                var console = Console.start(server, kafka.settings(), kafka.documents())) {
            err.println("the console is at " + console.address());
            if (server.isOpenToOthers()) {
                err.printf(
                        "warning: whoever reaches %s may read all documents; --api-key-file asks"
                                + " for a key%n",
                        server.host());
            }
            err.flush();
            stop.await();
        }
        return 0;
    }
}
