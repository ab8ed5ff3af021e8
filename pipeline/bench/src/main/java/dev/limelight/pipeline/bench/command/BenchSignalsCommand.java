package dev.limelight.pipeline.bench.command;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.pipeline.bench.signals.AnnotatedBench;
import dev.limelight.pipeline.bench.signals.AnnotatedOutput;
import dev.limelight.pipeline.bench.signals.JudgedBench;
import dev.limelight.pipeline.bench.signals.JudgedSentence;
import dev.limelight.pipeline.bench.signals.SignalsBench;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.input.InputFolder;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.text.layout.SentenceKind;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench signals}. */
@Command(
        name = "signals",
        description = {
            "Translates sentences, damages the translations in several ways, and measures how well",
            "each signal distinguishes damaged ones, beside a trivial baseline."
        })
final class BenchSignalsCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = {
                "Sentences, one a line; text after a tab is ignored.",
                "Default: the prose of test-data/documents in the model's language"
            })
    private @Nullable Path data;

    @Option(
            names = "--judged",
            paramLabel = "FILE",
            description =
                    "Measure the model's own errors and not damages: texts with their right translations,"
                            + " as in test-data/first-words.")
    private @Nullable Path judged;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = {
                "Measure natural errors and not damages: translations that the model reads, with",
                "columns src, mt, correctness and kinds of errors, named in the first line."
            })
    private @Nullable Path errors;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description =
                    "A model with one source and one target language. Default: models/limelight-en-de")
    private @Nullable Path model;

    @Option(
            names = "--limit",
            defaultValue = "0",
            paramLabel = "N",
            description = "Use the first N sentences. Default: all")
    private int limit;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path folder = model == null ? Home.path("models", "limelight-en-de") : model;
        TranslationBundle bundle = Usage.checked(() -> TranslationBundle.read(folder));
        String source = only(bundle.sources(), folder);
        String target = only(bundle.targets(), folder);
        if (judged != null) {
            judge(bundle, source, target, judged);
            return 0;
        }
        if (errors != null) {
            readErrors(bundle, source, target, errors);
            return 0;
        }
        List<String> sentences = sentences(source);
        try (var client = EmbeddedModels.openSeq2Seq(bundle.options());
                var progress = new Progress("signals", sentences.size())) {
            var bench = Usage.checked(() -> new SignalsBench(client, source, target, sentences));
            progress.print(spec.commandLine().getOut(), bench.run(progress::step));
        }
        return 0;
    }

    private void judge(TranslationBundle bundle, String source, String target, Path file)
            throws IOException {
        checkFile(file, "texts with translations");
        List<JudgedSentence> sentences = judged(file);
        try (var client = EmbeddedModels.openSeq2Seq(bundle.options());
                var progress = new Progress("signals", sentences.size())) {
            var bench = new JudgedBench(client, source, target, sentences);
            progress.print(spec.commandLine().getOut(), bench.run(progress::step));
        }
    }

    private void readErrors(TranslationBundle bundle, String source, String target, Path file)
            throws IOException {
        checkFile(file, "translations with the errors in them");
        List<AnnotatedOutput> outputs = outputs(file);
        try (var client = EmbeddedModels.openSeq2Seq(bundle.options());
                var progress = new Progress("signals", outputs.size())) {
            var bench = new AnnotatedBench(client, source, target, outputs);
            progress.print(spec.commandLine().getOut(), bench.run(progress::step));
        }
    }

    private static List<AnnotatedOutput> outputs(Path file) throws IOException {
        try {
            return AnnotatedOutput.read(file);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void checkFile(Path file, String expected) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("no file %s, expected %s".formatted(file, expected));
        }
    }

    private static List<JudgedSentence> judged(Path file) throws IOException {
        try {
            return JudgedSentence.read(file);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static String only(List<String> languages, Path folder) {
        if (languages.size() != 1) {
            throw new UsageException(
                    "--model %s has languages %s, expected one to read and one to write"
                            .formatted(folder, languages));
        }
        return languages.get(0);
    }

    private List<String> sentences(String language) throws IOException, BadDocumentException {
        List<String> sentences = data == null ? demo(language) : lines(data);
        return limit > 0 && limit < sentences.size() ? sentences.subList(0, limit) : sentences;
    }

    private static List<String> lines(Path file) throws IOException {
        checkFile(file, "sentences, one a line");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("\t", 2)[0].strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private static List<String> demo(String language) throws IOException, BadDocumentException {
        DocumentParser parser = DocumentParser.ofTexts();
        List<String> sentences = new ArrayList<>();
        for (InputDocument each :
                InputFolder.read(Home.path("test-data", "documents")).documents()) {
            Document document = each.parsed(parser).document();
            boolean fits =
                    document != null && LanguageTags.language(document.language()).equals(language);
            if (document != null && fits) {
                document.sentences().stream()
                        .filter(sentence -> sentence.kind() == SentenceKind.PROSE)
                        .map(sentence -> slice(document, sentence))
                        .forEach(sentences::add);
            }
        }
        return sentences;
    }

    private static String slice(Document document, Sentence sentence) {
        return document.text().substring(sentence.start(), sentence.end()).replaceAll("\\s+", " ");
    }
}
