package dev.limelight.pipeline.cli.text;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.cli.input.GuardedText;
import dev.limelight.pipeline.cli.input.TextInput;
import dev.limelight.pipeline.cli.option.GuardOptions;
import dev.limelight.pipeline.cli.option.PivotsOption;
import dev.limelight.pipeline.cli.option.TranslationChoice;
import dev.limelight.pipeline.cli.option.TranslationChoice.Translatable;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.AlignmentView;
import dev.limelight.pipeline.cli.screen.GuardView;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.cli.screen.attention.AlternativesView;
import dev.limelight.pipeline.sink.AlternativeRecords;
import dev.limelight.pipeline.sink.AlternativesRecord;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.Translations;
import dev.limelight.pipeline.translate.Translator;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.HopModel;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight translate}: files or standard input, without Kafka or Flink. */
@Command(name = "translate", description = "Translates texts and shows which words are aligned.")
public final class TranslateCommand implements Callable<Integer> {

    @Option(
            names = "--to",
            required = true,
            paramLabel = "LANG",
            description = "The target language, BCP 47, such as de.")
    private String to = "";

    @Option(
            names = "--from",
            paramLabel = "LANG",
            description = "The language of the text. Default: detected.")
    private @Nullable String from;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = {
                "An encoder-decoder model: a folder, or a name that 'models list' shows.",
                "Default: the best at hand for the languages."
            })
    private @Nullable String model;

    @Mixin private final PivotsOption pivots = new PivotsOption();

    @Mixin private TextInput input = new TextInput();

    @Option(
            names = "--beams",
            paramLabel = "N",
            description = "Beams of the search; 1 is greedy. Default: the model's own.")
    private @Nullable Integer beams;

    @Option(
            names = "--alternatives",
            paramLabel = "N",
            description = {
                "Show up to N other translations that the beams held, and where each leaves the best",
                "one; 0 to 10. A greedy model searches with N + 1 beams then. Default: 0"
            })
    private int alternatives;

    @Option(
            names = "--align",
            description = "Show each word below the source words it is aligned to.")
    private boolean align;

    @Option(
            names = "--json",
            description =
                    "Print the translation and the salience record, one JSON line each; with"
                            + " --alternatives a third line.")
    private boolean json;

    @Mixin private GuardOptions guard = new GuardOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        TranslateSettings settings = settings();
        var models = TranslationChoice.of(model, pivots.languages());
        String target = models.target("--to", to, from);
        List<Translatable> texts = new ArrayList<>();
        for (GuardedText text : input.read(from, guard.policy())) {
            texts.add(models.translatable(text.document(), from != null, target));
            warn(text.alert());
        }
        try (var open = new OpenModels()) {
            for (Translatable text : texts) {
                Translations translations = translated(text, target, settings, open);
                if (!models.isNamed()) {
                    announce(translations.best());
                }
                print(translations);
            }
        }
        return 0;
    }

    /** Translates under a bar, which is gone before anything is printed. */
    private Translations translated(
            Translatable text, String target, TranslateSettings settings, OpenModels open) {
        try (var progress = new Progress("translating", text.document().sentences().size())) {
            return new Translator(text.models().routes(), settings)
                    .translations(
                            text.document(),
                            target,
                            alternatives,
                            hop -> open.model(text.models().bundle(hop.folder())),
                            progress::reach);
        }
    }

    /** Standard output has translations only. */
    private void warn(@Nullable GuardAlertRecord alert) {
        if (alert != null) {
            PrintWriter err = spec.commandLine().getErr();
            GuardView.brief(alert).forEach(err::println);
            err.flush();
        }
    }

    private TranslateSettings settings() {
        if (alternatives < 0 || alternatives > Translations.MOST_OTHERS) {
            throw new UsageException(
                    "--alternatives %d, expected 0 to %d"
                            .formatted(alternatives, Translations.MOST_OTHERS));
        }
        if (beams != null && beams < 1) {
            throw new UsageException("--beams %d, expected 1 or more".formatted(beams));
        }
        return beams == null
                ? TranslateSettings.DEFAULT
                : TranslateSettings.DEFAULT.withGeneration("{\"num_beams\": %d}".formatted(beams));
    }

    /** Which model was chosen; the other forms of output have it in them. */
    private void announce(Translation translation) {
        if (!json && !align) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(
                    "%s: %s to %s by %s%n",
                    translation.document().id(),
                    translation.document().language(),
                    translation.target(),
                    translation.model().id());
            err.flush();
        }
    }

    private void print(Translations translations) {
        Translation best = translations.best();
        TranslationRecord record = TranslationRecords.translation(best, System.currentTimeMillis());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            SalienceRecord salience = TranslationRecords.salience(best);
            out.println(RecordCodec.json(record));
            out.println(RecordCodec.json(salience));
        } else if (align) {
            new AlignmentView(Terminal.current())
                    .lines(best.document().source().source(), record)
                    .forEach(out::println);
        } else {
            out.print(record.text());
            boolean isWhole = record.text().endsWith("\n");
            boolean isFollowed = Terminal.isTerminal(1) || alternatives > 0;
            out.print(isFollowed && !isWhole ? System.lineSeparator() : "");
        }
        if (alternatives > 0) {
            printOthers(translations, out);
        }
        out.flush();
    }

    private void printOthers(Translations translations, PrintWriter out) {
        AlternativesRecord others = AlternativeRecords.of(translations);
        if (json) {
            out.println(RecordCodec.json(others));
            return;
        }
        double best = translations.best().quality().getOrDefault(Metric.LOG_PROBABILITY, 0.0);
        new AlternativesView(Terminal.current()).lines(others, best).forEach(out::println);
    }

    /** The models that were opened, each once. */
    private static final class OpenModels implements AutoCloseable {

        private final Map<Path, Seq2SeqClient> clients = new LinkedHashMap<>();

        HopModel model(TranslationBundle bundle) {
            return HopModel.shared(
                    clients.computeIfAbsent(
                            bundle.folder(),
                            folder -> EmbeddedModels.openSeq2Seq(bundle.options())));
        }

        @Override
        public void close() {
            clients.values().forEach(Seq2SeqClient::close);
        }
    }
}
