package dev.limelight.pipeline.bench.command;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.pipeline.bench.firefox.FirefoxBench;
import dev.limelight.pipeline.bench.firefox.FirefoxPlan;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench firefox}. */
@Command(
        name = "firefox",
        description = {
            "Measures a model of Firefox Translations: speed by batch size, memory, time to open,",
            "whether a text depends on its batch and, where Bergamot can be run or its outputs are",
            "known, how many sentences are Bergamot's."
        })
final class BenchFirefoxCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "The model's folder.")
    private Path model = Path.of(".");

    @Option(
            names = "--bergamot",
            paramLabel = "PYTHON",
            description = "A Python 3.10 that has bergamot 0.4.5, to compare with in turns.")
    private @Nullable String bergamot;

    @Option(
            names = "--sentences",
            paramLabel = "FILE",
            description = {
                "Unseen sentences, one a line, in the last column of tabs.",
                "Default: the sources of the goldens"
            })
    private @Nullable Path sentences;

    @Option(
            names = "--references",
            paramLabel = "FILE",
            description = "Their translations, likewise, for BLEU.")
    private @Nullable Path references;

    @Option(
            names = "--goldens",
            paramLabel = "DIR",
            description = {
                "A folder with goldens.tsv (source, Bergamot's output, 1 if it is stable) and maybe",
                "alignments.json and logits.json. Default: the model's, where it has goldens.tsv"
            })
    private @Nullable Path goldens;

    @Option(
            names = "--runs",
            defaultValue = "3",
            paramLabel = "N",
            description = "Measured runs of each. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        FirefoxPlan plan = plan(Usage.checked(() -> ModelFolder.open(model).facts()));
        try (var progress = new Progress("firefox", FirefoxBench.STEPS)) {
            PrintWriter err = spec.commandLine().getErr();
            Consumer<String> measured = figure -> progress.print(err, List.of(figure));
            List<String> lines = new FirefoxBench(plan, progress::step, measured).run();
            progress.print(spec.commandLine().getOut(), lines);
        }
        return 0;
    }

    private FirefoxPlan plan(ModelFacts facts) throws IOException {
        AttentionTap alignment = facts.alignmentTap();
        List<String> sources = facts.languages().sources();
        List<String> targets = facts.languages().targets();
        if (alignment == null || sources.isEmpty() || targets.isEmpty()) {
            throw new UsageException(
                    "%s names no languages or no alignment, expected a model of Firefox Translations"
                            .formatted(model));
        }
        Path known = goldens();
        List<String> texts = texts(known);
        List<String> expected = references == null ? List.of() : column(references, -1);
        return Usage.checked(
                () ->
                        new FirefoxPlan(
                                model,
                                alignment,
                                sources.get(0),
                                targets.get(0),
                                texts,
                                expected,
                                known,
                                Home.path("limelight"),
                                bergamot,
                                runs));
    }

    private @Nullable Path goldens() {
        return goldens == null && Files.exists(model.resolve("goldens.tsv")) ? model : goldens;
    }

    private List<String> texts(@Nullable Path known) throws IOException {
        if (sentences != null) {
            return column(sentences, -1);
        }
        if (known == null) {
            throw new UsageException("no sentences, expected --sentences FILE or --goldens DIR");
        }
        return column(known.resolve("goldens.tsv"), 0);
    }

    /** A column of each line; -1 for the last. */
    private static List<String> column(Path file, int column) throws IOException {
        List<String> values = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split("\t", -1);
            values.add(columns[column < 0 ? columns.length - 1 : column]);
        }
        return values;
    }
}
