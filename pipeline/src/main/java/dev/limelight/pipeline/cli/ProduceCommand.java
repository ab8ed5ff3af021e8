package dev.limelight.pipeline.cli;

import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.Topics;
import dev.limelight.pipeline.cli.screen.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limelight produce}. */
@Command(name = "produce", description = "Sends files to the topic of documents.")
final class ProduceCommand implements Callable<Integer> {

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "*.txt is a text, *.html a page, *.json one document record.")
    private List<Path> files = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        KafkaSettings settings = kafka.settings();
        Topics.ensure(settings);
        int tooLarge = 0;
        try (var producer = new DocumentProducer(settings);
                var progress = new Progress("produce", files.size())) {
            for (Path file : files) {
                tooLarge += InputDocument.of(file).sendTo(producer) ? 0 : 1;
                progress.step();
            }
            producer.flush();
        }
        spec.commandLine()
                .getErr()
                .printf(
                        "%d sent, %d too large (dead-lettered)%n",
                        files.size() - tooLarge, tooLarge);
        return 0;
    }
}
