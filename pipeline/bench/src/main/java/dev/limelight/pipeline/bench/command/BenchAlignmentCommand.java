package dev.limelight.pipeline.bench.command;

import dev.limelight.pipeline.bench.alignment.AlignmentBench;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench alignment}. */
@Command(
        name = "alignment",
        description = {
            "Aligns words by forced decoding and prints the alignment error rate against links by",
            "people, one way and of both directions together; and the speed of forced decoding",
            "beside that of generating the same tokens."
        })
final class BenchAlignmentCommand implements Callable<Integer> {

    @Option(
            names = "--source",
            required = true,
            paramLabel = "FILE",
            description = "Sentences, one a line, words with white space between them.")
    private Path source = Path.of("");

    @Option(
            names = "--target",
            required = true,
            paramLabel = "FILE",
            description = "Their translations, likewise.")
    private Path target = Path.of("");

    @Option(
            names = "--gold",
            required = true,
            paramLabel = "FILE",
            description = {
                "Their links, a line for each pair: 1-2 for a sure one, 1p2 for a possible one,",
                "counted from 1."
            })
    private Path gold = Path.of("");

    @Option(
            names = "--target-first",
            description = "The target's word is the first of each link in --gold.")
    private boolean isTargetFirst;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Translates the sentences. Default: models/limelight-en-de")
    private @Nullable Path model;

    @Option(
            names = "--back",
            paramLabel = "DIR",
            description = "Translates the translations. Default: models/limelight-de-en")
    private @Nullable Path back;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        List<String> sources = lines("--source", source);
        List<String> targets = lines("--target", target);
        List<String> links = lines("--gold", gold);
        AlignmentBench bench =
                Usage.checked(
                        () ->
                                new AlignmentBench(
                                        bundle(model, "limelight-en-de"),
                                        bundle(back, "limelight-de-en"),
                                        sources,
                                        targets,
                                        links,
                                        isTargetFirst));
        try (var progress = new Progress("alignment", 2L * sources.size())) {
            progress.print(spec.commandLine().getOut(), bench.run(progress::step));
        }
        return 0;
    }

    private static TranslationBundle bundle(@Nullable Path folder, String shipped) {
        return TranslationBundle.read(folder == null ? Home.path("models", shipped) : folder);
    }

    private static List<String> lines(String option, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("%s: no file %s".formatted(option, file));
        }
        return Files.readAllLines(file);
    }
}
