package dev.limelight.pipeline.cli.text;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.cli.generate.SettingWords;
import dev.limelight.pipeline.cli.input.GuardedText;
import dev.limelight.pipeline.cli.input.TextInput;
import dev.limelight.pipeline.cli.option.EncoderOption;
import dev.limelight.pipeline.cli.option.GuardOptions;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.GuardView;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.cli.screen.SummaryView;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.Summarizer;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.SummaryResult;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveModel;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
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

/** The command {@code limelight summarize}: files or standard input, without Kafka or Flink. */
@Command(
        name = "summarize",
        description = "Summarizes texts and shows where the model's attention fell.")
public final class SummarizeCommand implements Callable<Integer> {

    private static final String TASK = "summarizing";

    @Option(
            names = "--length",
            description = {
                "Sentences, or a share of them such as 15%%. With --model, the number of sentences of",
                "the text to show on which the summary relies most. Default: ${DEFAULT-VALUE}"
            })
    private String length = "3";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = {
                "Write an abstractive summary with an encoder-decoder model such as BART, T5 or Pegasus:",
                "a folder, or a name that 'models list' shows. Default: the text's own sentences."
            })
    private @Nullable String model;

    @Option(
            names = "--prefix",
            paramLabel = "WORDS",
            description = "With --model: words before the text. Default: those the model names.")
    private @Nullable String prefix;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "With --model: a setting of generation_config.json, the value as JSON.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--language", paramLabel = "TAG", description = "BCP 47. Default: detected.")
    private @Nullable String language;

    @Mixin private TextInput input = new TextInput();

    @Option(
            names = "--method",
            description = "Salience method; not with --model. Default: ${DEFAULT-VALUE}")
    private String method = SalienceMethods.DEFAULT;

    @Mixin private EncoderOption encoder = new EncoderOption();

    @Mixin private GuardOptions guard = new GuardOptions();

    @Option(
            names = "--json",
            description = "Print the summary and the salience record, one JSON line each.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        String reader = encoder.model();
        SalienceMethods methods = SalienceMethods.of(EmbeddedModels.profile(reader));
        Summarizer summarizer = Usage.checked(() -> Summarizer.of(methods, method, length));
        if (model == null) {
            checkAbsent("without", "--prefix", "--set");
            extract(input.read(language, guard.policy()), reader, summarizer);
        } else {
            checkAbsent("with", "--method", EncoderOption.NAME);
            abstractOf(model, summarizer.length());
        }
        return 0;
    }

    private void checkAbsent(String condition, String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UsageException(
                        "%s does nothing %s --model, expected to be left out"
                                .formatted(option, condition));
            }
        }
    }

    private void extract(List<GuardedText> texts, String reader, Summarizer summarizer) {
        try (var pipeline =
                DirectPipeline.open(reader, summarizer.method(), Summarizer.CHUNK_TOKENS)) {
            for (GuardedText text : texts) {
                try (var progress = new Progress(TASK, 0)) {
                    Summary summary =
                            summarizer.summarize(read(pipeline, text.document(), progress));
                    print(progress, text, summary);
                }
            }
        }
    }

    private static Assembled read(DirectPipeline pipeline, Document document, Progress progress) {
        return pipeline.read(document, progress::expect, progress::step);
    }

    /** The summary, and what the guard found: below it, or for a program beside it. */
    private void print(Progress progress, GuardedText text, SummaryResult summary) {
        var both = new SummaryRecords(summary);
        List<String> lines =
                new ArrayList<>(lines(both.summary(System.currentTimeMillis()), both.salience()));
        GuardAlertRecord alert = text.alert();
        if (alert != null && json) {
            progress.print(spec.commandLine().getErr(), GuardView.brief(alert));
        } else if (alert != null) {
            String source = text.document().source().source();
            lines.addAll(new GuardView(Terminal.current()).glance(source, alert));
        }
        progress.print(spec.commandLine().getOut(), lines);
    }

    private void abstractOf(String name, SummaryLength wanted) throws Exception {
        AbstractiveModel found = named(name);
        List<GuardedText> texts = input.read(language, guard.policy());
        try (var progress = new Progress(TASK, texts.size());
                Seq2SeqClient client = EmbeddedModels.openSeq2Seq(found.options())) {
            AbstractiveSummarizer summarizer =
                    Usage.checked(() -> found.summarizer(client, AbstractiveSettings.DEFAULT));
            for (GuardedText text : texts) {
                print(progress, text, summarizer.summarize(text.document(), wanted));
                progress.step();
            }
        }
    }

    /** Looks for the model, and loads nothing yet. */
    private AbstractiveModel named(String name) {
        Path folder = Usage.checked(() -> BundleLocator.ofProcess().locate(name));
        SettingWords words = Usage.checked(() -> SettingWords.of(settings, ModelFolder.settings()));
        try {
            AbstractiveModel own = AbstractiveModel.in(folder, words.json());
            return prefix == null ? own : own.withPrefix(prefix);
        } catch (ModelException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private List<String> lines(SummaryRecord summary, SalienceRecord salience) {
        return json
                ? List.of(RecordCodec.json(summary), RecordCodec.json(salience))
                : new SummaryView(Terminal.current()).lines(summary, salience);
    }
}
