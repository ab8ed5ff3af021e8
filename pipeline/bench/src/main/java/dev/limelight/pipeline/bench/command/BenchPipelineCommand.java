package dev.limelight.pipeline.bench.command;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.pipeline.bench.PipelineBench;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.input.InputFolder;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import dev.limelight.pipeline.translate.route.TranslationModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench pipeline}. */
@Command(
        name = "pipeline",
        description = {
            "Measures the job with a broker and Flink on this machine: documents and tokens a second,",
            "latency from produce to committed, batch fill, memory; then the same work without Kafka",
            "and Flink. With --targets it measures summaries and translations together."
        })
final class BenchPipelineCommand implements Callable<Integer> {

    @Option(
            names = "--documents",
            paramLabel = "DIR",
            description = "*.txt, *.html, *.md and *.json files. Default: test-data/documents")
    private @Nullable Path documents;

    @Option(
            names = "--copies",
            defaultValue = "10",
            paramLabel = "N",
            description =
                    "The number of times that each document is sent. Default: ${DEFAULT-VALUE}")
    private int copies;

    @Option(
            names = "--targets",
            paramLabel = "LIST",
            description =
                    "Translate, too: the target languages, such as de; separate several by commas.")
    private @Nullable String targets;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the job, as in its configuration file.")
    private Map<String, String> settings = Map.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path folder = documents == null ? Home.path("test-data", "documents") : documents;
        List<DocumentRecord> records = new ArrayList<>();
        for (InputDocument document : InputFolder.read(folder).documents()) {
            records.add(document.record());
        }
        try (var progress = new Progress("pipeline", PipelineBench.steps(targets != null))) {
            var bench = new PipelineBench(records, copies, settings(), progress::step);
            progress.print(spec.commandLine().getOut(), bench.run());
        }
        return 0;
    }

    private Map<String, String> settings() {
        var all = new HashMap<String, String>();
        if (targets != null) {
            all.put("document.default-tasks", Tasks.SUMMARIZE + "," + Tasks.TRANSLATE);
            List<TranslationBundle> bundles = TranslationBundle.in(Home.path("models"));
            var models = new TranslationModels(bundles, List.of());
            all.put("translate.models", models.configured());
            all.put("translate.targets", targets);
        }
        all.putAll(settings);
        return all;
    }
}
