package dev.limelight.pipeline.cli;

import dev.limelight.connectors.kafka.Topics;
import dev.limelight.pipeline.LocalJob;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code limelight run}. */
@Command(
        name = "run",
        description = {
            "Runs the job on this machine against an existing Kafka, until it is interrupted.",
            "Started again, it goes on from its newest checkpoint."
        })
final class RunCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MS = 60_000;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Properties.")
    private Path config = Path.of("");

    @Option(
            names = "--checkpoints",
            defaultValue = "limelight-checkpoints",
            paramLabel = "DIR",
            description = "Where its checkpoints lie. Default: ${DEFAULT-VALUE}")
    private Path checkpoints = Path.of("limelight-checkpoints");

    @Option(
            names = "--web-port",
            defaultValue = "8081",
            description = "Flink's web page; 0 for a free port. Default: ${DEFAULT-VALUE}")
    private int webPort = 8081;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PipelineConfig settings = PipelineConfig.load(config);
        Topics.ensure(settings.kafka());
        try (LocalJob job = LocalJob.start(settings, checkpoints.toAbsolutePath(), webPort)) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(
                    "running; Flink's web page: %s; results are committed every %s%n",
                    job.webAddress(), settings.checkpointInterval());
            err.flush();
            while (!job.awaitEnd(LOOK_EVERY_MS)) {
                // An unbounded job ends by an interrupt, which ends this process, or by failing.
            }
        }
        return 0;
    }
}
