package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.pipeline.cli.option.KafkaOptions;
import dev.limelight.pipeline.cli.screen.Terminal;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight review show}. */
@Command(
        name = "show",
        description = "Shows a review: why it is one, the source and the output, and its history.")
final class ReviewShowCommand implements Callable<Integer> {

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            paramLabel = "ID",
            description = "The id of a review, as 'limelight review list' shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print the record.")
    private boolean isJson;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ReviewRecord review = ReviewQueue.find(kafka.settings(), id);
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(RecordCodec.json(review));
        } else {
            new ReviewView(Terminal.current(), System.currentTimeMillis())
                    .lines(review)
                    .forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
