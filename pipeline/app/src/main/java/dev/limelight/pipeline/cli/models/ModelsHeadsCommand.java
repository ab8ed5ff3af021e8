package dev.limelight.pipeline.cli.models;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.modelserver.EncoderFolder;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.input.InputFolder;
import dev.limelight.pipeline.cli.option.Home;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Text;
import dev.limelight.pipeline.summarize.heads.HeadChoice;
import dev.limelight.pipeline.summarize.heads.HeadChoice.Judged;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight models heads}. */
@Command(
        name = "heads",
        description = {
            "Ranks the attention heads of an encoder without summaries by people: by how well a head's",
            "scores agree with how far the vector of a text moves when a sentence is taken out.",
            "With --write salience reads the best from now on."
        })
final class ModelsHeadsCommand implements Callable<Integer> {

    private static final int SENTENCES = 10;
    private static final int SHOWN = 5;

    @Parameters(
            paramLabel = "MODEL",
            description = "A folder, or a name that 'models list' shows under MODEL.")
    private String model = "";

    @Option(
            names = "--texts",
            paramLabel = "DIR",
            description = {
                "Texts in the languages to read; the first ten sentences of prose of each are used.",
                "Default: test-data/documents"
            })
    private @Nullable Path texts;

    @Option(names = "--write", description = "Write the best into config.json of the folder.")
    private boolean isWritten;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path path = Usage.checked(() -> BundleLocator.ofProcess().locate(model));
        if (!EncoderFolder.isEncoder(path)) {
            throw new UsageException(
                    "%s is no encoder; 'models show' says what it is".formatted(path));
        }
        EncoderFolder folder = new EncoderFolder(path);
        EncoderProfile profile = folder.profile();
        List<Document> documents = documents();
        PrintWriter out = spec.commandLine().getOut();
        try (var progress = new Progress("heads", documents.size())) {
            List<Judged> judged =
                    new HeadChoice(path.toAbsolutePath().toString(), profile)
                            .judge(documents, progress::step);
            progress.print(out, lines(profile, judged, documents.size()));
            if (isWritten) {
                folder.setSalience(judged.get(0).tap());
            }
        }
        return 0;
    }

    private static List<String> lines(EncoderProfile profile, List<Judged> judged, int documents) {
        List<String> lines = new ArrayList<>();
        lines.add("rank correlation with erasure, mean of %d texts".formatted(documents));
        judged.stream().limit(SHOWN).map(ModelsHeadsCommand::line).forEach(lines::add);
        lines.add("what the folder named before:");
        judged.stream()
                .filter(each -> profile.salienceHeads().contains(each.tap()))
                .map(ModelsHeadsCommand::line)
                .forEach(lines::add);
        return lines;
    }

    private static String line(Judged judged) {
        String which = judged.tap().isMean() ? ", mean of the heads" : "";
        return String.format(
                Locale.ROOT, "  %6.3f  %s%s", judged.correlation(), judged.tap(), which);
    }

    private List<Document> documents() throws IOException, BadDocumentException {
        Path folder = texts == null ? Home.path("test-data", "documents") : texts;
        DocumentParser parser = DocumentParser.ofTexts();
        List<Document> documents = new ArrayList<>();
        for (InputDocument each : InputFolder.read(folder).documents()) {
            Document document = each.parsed(parser).document();
            Document beginning = document == null ? null : beginning(document);
            if (beginning != null && beginning.sentences().size() > 2) {
                documents.add(beginning);
            }
        }
        if (documents.isEmpty()) {
            throw new UsageException("--texts %s has no text of three sentences".formatted(folder));
        }
        return documents;
    }

    /** The first sentences of prose, alone. */
    private static Document beginning(Document document) {
        var text = new StringBuilder();
        List<Sentence> sentences = new ArrayList<>();
        for (Sentence each : document.sentences()) {
            if (each.kind() == SentenceKind.PROSE && sentences.size() < SENTENCES) {
                sentences.add(each.moved(text.length() - each.start()));
                text.append(document.text(), each.start(), each.end()).append(' ');
            }
        }
        return document.with(new Text(text.toString(), sentences, document.language()));
    }
}
