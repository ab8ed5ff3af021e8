package dev.limelight.pipeline.cli;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.pipeline.cli.screen.AlignmentView;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.TranslateSettings;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.TranslationBundle;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code limelight translate}: standard input, without Kafka or Flink. */
@Command(
        name = "translate",
        description =
                "Translates the text on standard input and shows which words stand for which.")
final class TranslateCommand implements Callable<Integer> {

    @Option(
            names = "--to",
            required = true,
            paramLabel = "LANG",
            description = "The language to write, BCP 47 (de).")
    private String to = "";

    @Option(
            names = "--from",
            paramLabel = "LANG",
            description = "The language of the text. Default: detected.")
    private @Nullable String from;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description =
                    "An encoder-decoder model. Default: the one for the languages in models/.")
    private @Nullable Path model;

    @Option(names = "--id", defaultValue = "stdin", description = "The document's id.")
    private String id = "stdin";

    @Option(
            names = "--beams",
            paramLabel = "N",
            description = "Beams of the search; 1 is greedy. Default: the model's own.")
    private @Nullable Integer beams;

    @Option(
            names = "--align",
            description = "Show each sentence with the source words over the words they stand for.")
    private boolean align;

    @Option(names = "--html", description = "Standard input is a page of HTML, or a part of one.")
    private boolean html;

    @Option(
            names = "--json",
            description = "Print the translation and the salience record, one JSON line each.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        TranslateSettings settings = settings();
        var models = new TranslationModels(Home.path("models"), model);
        String target = models.target(to);
        Document read = StandardInput.document(id, from, html);
        TranslationBundle bundle = models.forDocument(read, from != null, target);
        Document document = read.in(bundle.readsAs(read, from != null).orElse(read.language()));
        try (var client = EmbeddedModels.openSeq2Seq(bundle.options());
                var progress = new Progress("translating", document.sentences().size())) {
            print(
                    new DocumentTranslator(client, settings)
                            .translate(document, target, sentences -> progress.step()));
        }
        return 0;
    }

    private TranslateSettings settings() {
        if (beams != null && beams < 1) {
            throw new UsageException("--beams %d, expected 1 or more".formatted(beams));
        }
        return beams == null
                ? TranslateSettings.DEFAULT
                : TranslateSettings.DEFAULT.withGeneration("{\"num_beams\": %d}".formatted(beams));
    }

    private void print(Translation translation) {
        TranslationRecord record =
                TranslationRecords.translation(translation, System.currentTimeMillis());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            SalienceRecord light = TranslationRecords.salience(translation);
            out.println(new String(RecordCodec.encode(record), StandardCharsets.UTF_8));
            out.println(new String(RecordCodec.encode(light), StandardCharsets.UTF_8));
        } else if (align) {
            new AlignmentView(Terminal.current())
                    .lines(translation.document().text(), record)
                    .forEach(out::println);
        } else {
            out.print(record.text());
            boolean openLine = Terminal.isTerminal(1) && !record.text().endsWith("\n");
            out.print(openLine ? System.lineSeparator() : "");
        }
        out.flush();
    }
}
