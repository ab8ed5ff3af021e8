package dev.limelight.pipeline.cli;

import dev.limelight.pipeline.config.PipelineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limelight submit}: {@code flink run} with the job jar. */
@Command(
        name = "submit",
        description = {
            "Submits the job to an existing Flink cluster, with Flink's own client.",
            "What follows -- goes to 'flink run', for instance: -- -m host:8081 -p 4",
            "The cluster needs the jars of pipeline/target/cluster-lib in its lib folder."
        })
final class SubmitCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Properties.")
    private Path config = Path.of("");

    @Parameters(arity = "0..*", paramLabel = "FLINK ARGS", description = "For 'flink run'.")
    private List<String> flinkArguments = List.of();

    @Override
    public Integer call() {
        PipelineConfig.load(config);
        Path jar = Home.path("pipeline", "target", "limelight-job.jar");
        String folder = System.getenv("FLINK_CONF_DIR");
        Configuration flink = settings(folder);
        var client =
                new CliFrontend(
                        flink, CliFrontend.loadCustomCommandLines(flink, directory(folder)));
        return client.parseAndRun(arguments(jar).toArray(String[]::new)) == 0 ? 0 : 1;
    }

    private List<String> arguments(Path jar) {
        var arguments = new ArrayList<>(List.of("run", "--detached"));
        arguments.addAll(flinkArguments);
        arguments.addAll(List.of(jar.toString(), "--config", config.toString()));
        return arguments;
    }

    private static Configuration settings(@Nullable String folder) {
        Configuration flink =
                folder == null
                        ? new Configuration()
                        : GlobalConfiguration.loadConfiguration(folder);
        if (!flink.contains(DeploymentOptions.TARGET)) {
            flink.set(DeploymentOptions.TARGET, "remote");
        }
        return flink;
    }

    private static String directory(@Nullable String folder) {
        return folder != null && Files.isDirectory(Path.of(folder)) ? folder : ".";
    }
}
