package dev.limelight.pipeline.bench.command;

import dev.limelight.pipeline.bench.ReferenceDocument;
import dev.limelight.pipeline.bench.SalienceBench;
import dev.limelight.pipeline.cli.option.EncoderOption;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.summarize.SummaryLength;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench salience}. */
@Command(
        name = "salience",
        description = {
            "Compares the salience methods with the baselines lead and random: by ROUGE of the chosen",
            "sentences, and by the change of the document's embedding when the sentence with the",
            "highest salience is erased."
        })
final class BenchSalienceCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = {
                "A *.jsonl file or a folder of *.json files, each document with 'source' (its",
                "sentences) or 'text', and 'target' or 'reference' (summaries by people).",
                "Default: test-data/news"
            })
    private @Nullable Path data;

    @Option(
            names = "--length",
            defaultValue = "1",
            description =
                    "The number of chosen sentences, or a share such as 15%%. Default: ${DEFAULT-VALUE}")
    private String length = "1";

    @Option(
            names = "--limit",
            defaultValue = "0",
            paramLabel = "N",
            description = "Use the first N documents. Default: all")
    private int limit;

    @Option(
            names = "--erasure",
            defaultValue = "200",
            paramLabel = "N",
            description = "Measure erasure on N documents; 0 for none. Default: ${DEFAULT-VALUE}")
    private int erasure;

    @Mixin private EncoderOption encoder = new EncoderOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        SummaryLength wanted = Usage.checked(() -> SummaryLength.parse(length));
        Path path = data == null ? Home.path("test-data", "news") : data;
        List<ReferenceDocument> documents = ReferenceDocument.read(path, limit);
        try (var progress = new Progress("salience", 0)) {
            var bench =
                    new SalienceBench(encoder.model(), documents, wanted, erasure, progress::step);
            progress.expect(bench.steps());
            progress.print(spec.commandLine().getOut(), bench.run());
        }
        return 0;
    }
}
