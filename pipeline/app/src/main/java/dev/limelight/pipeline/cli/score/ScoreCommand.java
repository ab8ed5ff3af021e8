package dev.limelight.pipeline.cli.score;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.cli.generate.FailedLine;
import dev.limelight.pipeline.cli.input.TextInput;
import dev.limelight.pipeline.cli.option.TranslationChoice;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.language.LanguageDetector;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.score.Pharaoh;
import dev.limelight.pipeline.score.ScoredPair;
import dev.limelight.pipeline.score.Scorer;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import dev.limelight.pipeline.translate.signals.Thresholds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight score}: given translations, read by a model. */
@Command(
        name = "score",
        description = {
            "Lets a model read translations that are there already (forced decoding), line by line.",
            "It prints for each the mean log-probability of a token, end of sentence included."
        })
public final class ScoreCommand implements Callable<Integer> {

    @Option(
            names = "--source",
            required = true,
            paramLabel = "FILE",
            description = "Texts in UTF-8, one a line; - is standard input.")
    private Path source = Path.of(LinePairs.STANDARD_INPUT);

    @Option(
            names = "--target",
            required = true,
            paramLabel = "FILE",
            description = "Their translations, line by line; - is standard input.")
    private Path target = Path.of(LinePairs.STANDARD_INPUT);

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = {
                "An encoder-decoder model: a folder, or a name that 'models list' shows.",
                "Default: the best at hand for the languages."
            })
    private @Nullable String model;

    @Option(
            names = "--from",
            paramLabel = "LANG",
            description = "The language of the texts. Default: detected from the first 200.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "LANG",
            description = "The language of the translations. Default: likewise.")
    private @Nullable String to;

    @Option(
            names = "--align",
            description = {
                "Print word links in place of the figure: 0-0 1-2, source and target, words by white",
                "space and counted from 0 (Pharaoh's form)."
            })
    private boolean align;

    @Option(
            names = "--json",
            description =
                    "Print a JSON line each: tokens with log-probabilities, alignment, signals.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (align && json) {
            throw new UsageException("--align and --json, expected one of them");
        }
        var choice = TranslationChoice.of(model, List.of());
        try (LinePairs lines = LinePairs.open(source, target)) {
            announce();
            String read = language(from, lines::sources, "--from");
            String written = language(to, lines::targets, "--to");
            score(choice.direct(read, written), read, written, lines);
            return 0;
        } catch (ModelException e) {
            throw e.category() == ModelException.Category.INVALID
                    ? new UsageException(String.valueOf(e.getMessage()))
                    : e;
        }
    }

    private void announce() {
        if (LinePairs.isStandardInput(source) || LinePairs.isStandardInput(target)) {
            TextInput.announce(spec.commandLine().getErr());
        }
    }

    /** Some text to look at. */
    private interface Sample {
        String read() throws IOException;
    }

    /** The language that was said, else that of a sample; null to leave it to a named model. */
    private @Nullable String language(@Nullable String said, Sample sample, String option)
            throws IOException {
        if (said != null) {
            return LanguageTags.canonical(said)
                    .orElseThrow(
                            () ->
                                    new UsageException(
                                            "%s %s, expected %s"
                                                    .formatted(
                                                            option, said, LanguageTags.EXPECTED)));
        }
        String detected =
                model == null
                        ? new LanguageDetector().detect(sample.read())
                        : LanguageTags.UNDETERMINED;
        return detected.equals(LanguageTags.UNDETERMINED) ? null : detected;
    }

    private void score(
            TranslationBundle bundle,
            @Nullable String read,
            @Nullable String written,
            LinePairs lines)
            throws IOException {
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(bundle.options())) {
            var scorer = new Scorer(client, read, written, Thresholds.DEFAULT);
            var outcome = new PairScorer(scorer, new Printing(scorer)).run(lines);
            if (outcome.failures() > 0) {
                throw new IllegalStateException(
                        "%d of %d pairs could not be scored; standard error says why"
                                .formatted(outcome.failures(), outcome.pairs()));
            }
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private final class Printing implements PairScorer.Use {

        private final Scorer scorer;
        private final PrintWriter out = spec.commandLine().getOut();

        Printing(Scorer scorer) {
            this.scorer = scorer;
        }

        @Override
        public void scored(ScoredPair pair) {
            if (json) {
                out.println(RecordCodec.json(scorer.record(pair)));
            } else if (align) {
                out.println(Pharaoh.line(pair));
            } else {
                out.println(String.format(Locale.ROOT, "%.6f", pair.logProbability()));
            }
        }

        /** A line for each pair, so that the output fits the files. */
        @Override
        public void failed(String why) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(why);
            err.flush();
            out.println(json ? RecordCodec.json(new FailedLine(why)) : align ? "" : "NaN");
        }
    }
}
