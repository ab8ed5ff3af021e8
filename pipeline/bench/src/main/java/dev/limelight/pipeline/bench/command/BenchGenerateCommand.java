package dev.limelight.pipeline.bench.command;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.pipeline.bench.generate.Measurement;
import dev.limelight.pipeline.bench.generate.Plan;
import dev.limelight.pipeline.bench.generate.TextLengths;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.input.InputFolder;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench generate}. */
@Command(
        name = "generate",
        description = {
            "Measures the speed of an encoder-decoder model with random weights, which it makes.",
            "It prints tokens a second by batch size and precision, with and without attention, and",
            "the gain from requests that join a batch. Where Python has onnxruntime, the same graphs",
            "are also driven from there."
        })
final class BenchGenerateCommand implements Callable<Integer> {

    @Option(
            names = "--size",
            defaultValue = "OPUS_MT",
            description = "The model's size: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private SampleSize size = SampleSize.OPUS_MT;

    @Option(
            names = "--weights",
            split = ",",
            defaultValue = "FP32,FP16,INT8,DYNAMIC,BLOCKS",
            paramLabel = "KIND",
            description = "Some of ${COMPLETION-CANDIDATES}. Default: all")
    private List<SamplePrecision> precisions = List.of();

    @Option(
            names = "--batch",
            split = ",",
            defaultValue = "1,8,16,32",
            paramLabel = "N",
            description = "Texts that are generated at a time. Default: ${DEFAULT-VALUE}")
    private List<Integer> rows = List.of();

    @Option(
            names = "--callers",
            split = ",",
            defaultValue = "4,16,64",
            paramLabel = "N",
            description =
                    "Callers under load, with the first kind of weights. Default: ${DEFAULT-VALUE}")
    private List<Integer> callers = List.of();

    @Option(
            names = "--runs",
            defaultValue = "3",
            paramLabel = "N",
            description = "Measured runs of each. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "Threads that share a step. Default: all cores")
    private int threads;

    @Option(
            names = "--documents",
            paramLabel = "DIR",
            description = {
                "*.txt and *.json files; their sentences give the lengths of the texts.",
                "Default: test-data/documents"
            })
    private @Nullable Path documents;

    @Option(
            names = "--python",
            defaultValue = "python3",
            paramLabel = "PATH",
            description = "A Python that has onnxruntime and numpy. Default: ${DEFAULT-VALUE}")
    private String python = "python3";

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Make the model in this folder and keep it. Default: a folder that is removed")
    private @Nullable Path keep;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        TextLengths lengths = TextLengths.of(texts());
        Plan plan =
                Usage.checked(
                        () ->
                                new Plan(
                                        size,
                                        precisions,
                                        rows,
                                        callers,
                                        lengths,
                                        threads == 0 ? cores() : threads,
                                        runs,
                                        python));
        try (var folder = new MeasuredModelFolder(keep);
                var progress = new Progress("generate", Measurement.steps(plan))) {
            List<String> lines = Measurement.run(plan, folder.path(), progress::step);
            progress.print(spec.commandLine().getOut(), lines);
        }
        return 0;
    }

    private List<String> texts() throws IOException, BadDocumentException {
        Path folder = documents == null ? Home.path("test-data", "documents") : documents;
        List<String> texts = new ArrayList<>();
        for (InputDocument document : InputFolder.read(folder).documents()) {
            texts.add(document.record().text());
        }
        return texts;
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
