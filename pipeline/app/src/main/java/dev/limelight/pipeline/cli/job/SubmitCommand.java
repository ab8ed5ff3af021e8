package dev.limelight.pipeline.cli.job;

import dev.limelight.connectors.kafka.admin.JobPermissions;
import dev.limelight.pipeline.DocumentSources;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.watch.Causes;
import dev.limelight.pipeline.watch.FlinkRest;
import dev.limelight.pipeline.watch.JobSnapshot;
import dev.limelight.pipeline.watch.SubmittedJob;
import java.io.IOException;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight submit}: {@code flink run} with the job jar. */
@Command(
        name = "submit",
        description = {
            "Submits the job to an existing Flink cluster, with Flink's own client.",
            "Arguments after -- go to 'flink run', for instance: -- -m host:8081 -s SAVEPOINT.",
            "The client takes its settings from FLINK_CONF_DIR, else from FLINK_HOME/conf.",
            "The cluster needs the jars of pipeline/target/cluster-lib in its lib folder: see",
            "deploy/README.md.",
            "After the submission it reports whether the job runs, and if not, why."
        })
public final class SubmitCommand implements Callable<Integer> {

    private static final int LOOKS = 10;
    private static final long LOOK_EVERY_MS = 1_000;

    @Mixin private final JobFile config = new JobFile();

    @Parameters(
            arity = "0..*",
            paramLabel = "FLINK ARGS",
            description = "Arguments of 'flink run'.")
    private List<String> flinkArguments = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PipelineConfig settings = config.load(spec.commandLine().getErr());
        refuseParallelism();
        Optional<String> folder = settingsFolder();
        Configuration flink =
                folder.map(GlobalConfiguration::loadConfiguration).orElseGet(Configuration::new);
        try {
            var client = new FlinkClient(flink, folder.orElse("."));
            client.run(arguments());
            Optional<String> address = client.address();
            if (address.isPresent()) {
                say(look(new FlinkRest(address.get()), client.job(), settings));
            }
            return 0;
        } catch (CliArgsException e) {
            throw new UsageException("flink run: " + e.getMessage());
        } catch (ProgramInvocationException e) {
            throw FlinkClient.readable(e);
        }
    }

    /** The cluster has the job, so that whatever this finds is no failure of this command. */
    private static String look(FlinkRest flink, String job, PipelineConfig settings)
            throws InterruptedException {
        var causes =
                new Causes(
                        settings.kafka().bootstrapServers(),
                        JobPermissions.asked(settings.kafka(), DocumentSources.groups(settings)));
        var submitted = new SubmittedJob(causes, settings.slots());
        try {
            JobSnapshot snapshot = flink.job(job);
            for (int look = 1; look < LOOKS && submitted.words(snapshot).isEmpty(); look++) {
                Thread.sleep(LOOK_EVERY_MS);
                snapshot = flink.job(job);
            }
            Optional<String> words = submitted.words(snapshot);
            return words.isPresent() ? words.get() : submitted.words(snapshot, flink.slots());
        } catch (IOException e) {
            return "whether it runs cannot be seen (%s)".formatted(e.getMessage());
        }
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    /** The job sets its own parallelism, so that Flink's word would be passed over in silence. */
    private void refuseParallelism() {
        for (String argument : flinkArguments) {
            if (argument.startsWith("-p") || argument.startsWith("--parallelism")) {
                throw new UsageException(
                        "%s for flink run, expected the key parallelism in %s"
                                .formatted(argument, config.path()));
            }
        }
    }

    private String[] arguments() {
        Path jar = Home.path("pipeline", "target", "limelight-job.jar");
        var arguments = new ArrayList<>(List.of("--detached"));
        arguments.addAll(flinkArguments);
        arguments.addAll(List.of(jar.toString(), "--config", config.path().toString()));
        return arguments.toArray(String[]::new);
    }

    private static Optional<String> settingsFolder() {
        String home = System.getenv("FLINK_HOME");
        return Stream.of(System.getenv("FLINK_CONF_DIR"), home == null ? null : home + "/conf")
                .filter(folder -> folder != null && Files.isDirectory(Path.of(folder)))
                .findFirst();
    }
}
