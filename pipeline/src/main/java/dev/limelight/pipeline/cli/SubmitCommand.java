package dev.limelight.pipeline.cli;

import dev.limelight.pipeline.config.PipelineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.client.cli.CliArgsException;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limelight submit}: {@code flink run} with the job jar. */
@Command(
        name = "submit",
        description = {
            "Submits the job to an existing Flink cluster, with Flink's own client.",
            "What follows -- goes to 'flink run', for instance: -- -m host:8081 -s SAVEPOINT.",
            "The client's settings are those of FLINK_CONF_DIR, or else of FLINK_HOME/conf.",
            "The cluster needs the jars of pipeline/target/cluster-lib in its lib folder;",
            "deploy/README.md tells the rest."
        })
final class SubmitCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Properties.")
    private Path config = Path.of("");

    @Parameters(arity = "0..*", paramLabel = "FLINK ARGS", description = "For 'flink run'.")
    private List<String> flinkArguments = List.of();

    @Override
    public Integer call() throws Exception {
        PipelineConfig.load(config);
        refuseParallelism();
        Optional<String> folder = settingsFolder();
        Configuration flink =
                folder.map(GlobalConfiguration::loadConfiguration).orElseGet(Configuration::new);
        try {
            new FlinkClient(flink, folder.orElse(".")).run(arguments());
            return 0;
        } catch (CliArgsException e) {
            throw new UsageException("flink run: " + e.getMessage());
        } catch (ProgramInvocationException e) {
            throw FlinkClient.readable(e);
        }
    }

    /** The job sets its own parallelism, so that Flink's word would be passed over in silence. */
    private void refuseParallelism() {
        for (String argument : flinkArguments) {
            if (argument.startsWith("-p") || argument.startsWith("--parallelism")) {
                throw new UsageException(
                        "%s for flink run, expected the key parallelism in %s"
                                .formatted(argument, config));
            }
        }
    }

    private String[] arguments() {
        Path jar = Home.path("pipeline", "target", "limelight-job.jar");
        var arguments = new ArrayList<>(List.of("--detached"));
        arguments.addAll(flinkArguments);
        arguments.addAll(List.of(jar.toString(), "--config", config.toString()));
        return arguments.toArray(String[]::new);
    }

    private static Optional<String> settingsFolder() {
        String home = System.getenv("FLINK_HOME");
        return Stream.of(System.getenv("FLINK_CONF_DIR"), home == null ? null : home + "/conf")
                .filter(folder -> folder != null && Files.isDirectory(Path.of(folder)))
                .findFirst();
    }
}
