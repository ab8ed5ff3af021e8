package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.ReviewState;
import dev.limelight.pipeline.cli.option.KafkaOptions;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Terminal;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight review list}. */
@Command(name = "list", description = "Lists the outputs that wait for a person, the oldest first.")
final class ReviewListCommand implements Callable<Integer> {

    private static final String OPEN = "open";
    private static final String ALL = "all";

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description =
                    "open (the default: pending and claimed), pending, claimed, decided, expired, or"
                            + " all.")
    private String state = OPEN;

    @Option(names = "--json", description = "Print records, one a line.")
    private boolean isJson;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Set<ReviewState> states = states();
        List<ReviewRecord> reviews =
                ReviewQueue.read(kafka.settings()).stream()
                        .filter(review -> states.contains(review.state()))
                        .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            reviews.forEach(review -> out.println(RecordCodec.json(review)));
        } else {
            new ReviewView(Terminal.current(), System.currentTimeMillis())
                    .table(reviews)
                    .forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private Set<ReviewState> states() {
        if (state.equals(OPEN)) {
            return EnumSet.of(ReviewState.PENDING, ReviewState.CLAIMED);
        }
        if (state.equals(ALL)) {
            return EnumSet.allOf(ReviewState.class);
        }
        Set<ReviewState> named =
                Arrays.stream(ReviewState.values())
                        .filter(each -> each.wireName().equals(state))
                        .collect(Collectors.toSet());
        if (named.isEmpty()) {
            throw new UsageException(
                    "--state %s, expected open, pending, claimed, decided, expired or all"
                            .formatted(state));
        }
        return named;
    }
}
