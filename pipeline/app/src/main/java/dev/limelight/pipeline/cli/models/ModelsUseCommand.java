package dev.limelight.pipeline.cli.models;

import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.ModelRecord;
import dev.limelight.modelserver.hub.RepoId;
import dev.limelight.pipeline.cli.option.KafkaOptions;
import dev.limelight.pipeline.cli.option.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight models use}. */
@Command(
        name = "use",
        description = {
            "Tells a running job to translate with another model from now on, without a restart.",
            "Documents that have begun keep the old model. A model that cannot be used changes nothing;",
            "'limelight consume alerts' shows the reason."
        })
final class ModelsUseCommand implements Callable<Integer> {

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            paramLabel = "ALIAS",
            description = "The model's name in translate.models of the job, such as en-de.")
    private String alias = "";

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Option(
            names = "--revision",
            paramLabel = "NAME",
            description = {
                "The name of its version in results; of a repository also the branch, tag or commit.",
                "Default: a checksum of the weights, and main."
            })
    private @Nullable String revision;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** One of three. */
    private static final class Which {

        @Option(
                names = "--path",
                paramLabel = "DIR",
                description = "The folder of the model, as every machine of the job sees it.")
        private @Nullable String path;

        @Option(
                names = "--repository",
                paramLabel = "ORG/NAME",
                description = "The model's name on the hub.")
        private @Nullable String repository;

        @Option(names = "--configured", description = "Go back to the configured model.")
        private boolean isConfigured;
    }

    @Override
    public Integer call() {
        KafkaSettings settings = kafka.settings();
        ModelRecord record = record();
        Topics.ensure(settings);
        try (var producer = new DocumentProducer(settings)) {
            if (which.isConfigured) {
                producer.sendConfigured(alias);
            } else {
                producer.send(record);
            }
            producer.flush();
        }
        spec.commandLine().getErr().printf("asked for %s%n", alias);
        return 0;
    }

    private ModelRecord record() {
        String repository = which.repository;
        String checked =
                repository == null
                        ? null
                        : Usage.checked(() -> new RepoId(String.valueOf(repository)).name());
        return new ModelRecord(alias, absolute(which.path), checked, revision);
    }

    /** A folder of this machine where it is one; the job may see others. */
    private static @Nullable String absolute(@Nullable String path) {
        return path != null && Files.isDirectory(Path.of(path))
                ? Path.of(path).toAbsolutePath().normalize().toString()
                : path;
    }
}
