package dev.limelight.pipeline.cli;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.pipeline.DirectPipeline;
import dev.limelight.pipeline.cli.screen.SummaryView;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code limelight summarize}: standard input, without Kafka or Flink. */
@Command(
        name = "summarize",
        description = "Summarizes the text on standard input and shows where the light fell.")
final class SummarizeCommand implements Callable<Integer> {

    private static final int CHUNK_TOKENS = 256;

    @Option(
            names = "--length",
            defaultValue = "3",
            description = "Sentences, or a share of them such as 15%%. Default: ${DEFAULT-VALUE}")
    private String length = "3";

    @Option(names = "--language", paramLabel = "TAG", description = "BCP 47. Default: detected.")
    private @Nullable String language;

    @Option(names = "--id", defaultValue = "stdin", description = "The document's id.")
    private String id = "stdin";

    @Option(
            names = "--method",
            defaultValue = SalienceMethods.DEFAULT,
            description = "Salience method. Default: ${DEFAULT-VALUE}")
    private String method = SalienceMethods.DEFAULT;

    @Option(names = "--html", description = "Standard input is a page of HTML, or a part of one.")
    private boolean html;

    @Option(
            names = "--json",
            description = "Print the summary and the salience record, one JSON line each.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        SalienceMethod salience = Usage.checked(() -> SalienceMethods.named(method));
        SummaryLength wanted = Usage.checked(() -> SummaryLength.parse(length));
        Document document = StandardInput.document(id, language, html);
        EncoderOptions options = EncoderOptions.defaults().withTaps(salience.taps());
        try (var pipeline = DirectPipeline.open(options, CHUNK_TOKENS, salience.rollout())) {
            var light = SalienceScorer.score(salience, pipeline.read(document));
            print(
                    ExtractiveSummarizer.summarize(
                            light, wanted, Prior.POSITION_AND_CUES.with(salience)));
        }
        return 0;
    }

    private void print(Summary summary) {
        SummaryRecord first = SummaryRecords.summary(summary, System.currentTimeMillis());
        SalienceRecord second = SummaryRecords.salience(summary.salience());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(RecordCodec.encode(first), StandardCharsets.UTF_8));
            out.println(new String(RecordCodec.encode(second), StandardCharsets.UTF_8));
        } else {
            new SummaryView(Terminal.current()).lines(first, second).forEach(out::println);
        }
        out.flush();
    }
}
