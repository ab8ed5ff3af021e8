package dev.limelight.pipeline.bench.command;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.bench.guard.GuardBench;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.guard.topic.EncodedSentences;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench guard}. */
@Command(
        name = "guard",
        description = {
            "Plants payloads in clean texts and measures how well the guard's detectors find them,",
            "beside baselines. The fitted score has seen neither the family nor the kind of document."
        })
final class BenchGuardCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description =
                    "Has injection/bipia-attacks.json, newstest/newstest2014.en-de.tsv and"
                            + " scitldr/train.jsonl.")
    private Path data = Path.of("");

    @Option(
            names = "--texts",
            paramLabel = "DIR",
            required = true,
            description =
                    "Clean texts, hard/KIND and benign/KIND; test-data/scripts/guard/texts.py makes it.")
    private Path texts = Path.of("");

    @Option(
            names = "--abstracts",
            defaultValue = "300",
            paramLabel = "N",
            description = "Documents of the easy set; 0 for none. Default: ${DEFAULT-VALUE}")
    private int abstracts;

    @Option(
            names = "--fit",
            paramLabel = "DIR",
            description = "Write the weights of the models, fitted on the development half, there.")
    private @Nullable Path fit;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        EncoderOptions options = EncoderOptions.defaults().withTaps(List.of());
        var pooling = EmbeddedModels.profile(options.model()).pooling();
        try (var progress = new Progress("guard", 0);
                EncoderClient encoder = EmbeddedModels.openEncoder(options)) {
            var vectors = new EncodedSentences(encoder, pooling);
            var bench = new GuardBench(data, texts, abstracts, vectors, progress::step);
            progress.print(spec.commandLine().getOut(), bench.run(fit));
        }
        return 0;
    }
}
