package dev.limelight.pipeline.bench.command;

import dev.limelight.pipeline.bench.languages.LanguagesRun;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Progress;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench languages}. */
@Command(
        name = "languages",
        description = {
            "Finds the ends of sentences in many languages, beside ICU alone and pySBD, and tells how",
            "many sentences of news count as headings. No such texts come with Limelight."
        })
final class BenchLanguagesCommand implements Callable<Integer> {

    @Option(
            names = "--sentences",
            required = true,
            paramLabel = "DIR",
            description = {
                "A folder of files such as de.tsv: a document's name, a tab, and a sentence each line.",
                "Twelve in a row are joined to a paragraph."
            })
    private @Nullable Path sentences;

    @Option(
            names = "--news",
            paramLabel = "DIR",
            description =
                    "A folder of such files in which a document's first line is its headline.")
    private @Nullable Path news;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            description = "A Python that has pySBD. Default: pySBD is left out")
    private @Nullable String python;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path texts = folder("--sentences", sentences);
        Path articles = news == null ? null : folder("--news", news);
        PrintWriter out = spec.commandLine().getOut();
        try (var progress = new Progress("languages", 0)) {
            progress.print(out, lines(texts, articles, progress::step));
        }
        return 0;
    }

    private List<String> lines(Path texts, @Nullable Path articles, Runnable step)
            throws Exception {
        try {
            return LanguagesRun.run(texts, articles, python, step);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Path folder(String option, @Nullable Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("%s %s is no folder".formatted(option, folder));
        }
        return folder;
    }
}
