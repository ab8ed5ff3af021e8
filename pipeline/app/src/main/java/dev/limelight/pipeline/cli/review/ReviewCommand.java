package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.pipeline.cli.option.Usage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight review}. */
@Command(
        name = "review",
        description = {
            "Lists the outputs that wait for a person, and says what becomes of them.",
            "A job holds outputs if its configuration has review=sample, hold or all."
        },
        subcommands = {ReviewListCommand.class, ReviewShowCommand.class, ReviewEditCommand.class})
public final class ReviewCommand implements Callable<Integer> {

    private static final String ID = "The id of a review, as 'limelight review list' shows it.";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Usage.withoutCommand(spec.commandLine());
    }

    @Command(
            name = "claim",
            description = "Keeps others from deciding for a while; once more, it renews that.")
    int claim(
            @Mixin DecisionOptions options,
            @Parameters(arity = "1..*", paramLabel = "ID", description = ID) List<String> ids) {
        return decide(options, DecisionAction.CLAIM, ids);
    }

    @Command(name = "release", description = "Gives a claim back.")
    int release(
            @Mixin DecisionOptions options,
            @Parameters(arity = "1..*", paramLabel = "ID", description = ID) List<String> ids) {
        return decide(options, DecisionAction.RELEASE, ids);
    }

    @Command(name = "approve", description = "Lets an output go out as it is.")
    int approve(
            @Mixin DecisionOptions options,
            @Parameters(arity = "1..*", paramLabel = "ID", description = ID) List<String> ids) {
        return decide(options, DecisionAction.APPROVE, ids);
    }

    @Command(
            name = "reject",
            description = "Lets an output not go out; its document gets a dead letter.")
    int reject(
            @Mixin DecisionOptions options,
            @Parameters(arity = "1..*", paramLabel = "ID", description = ID) List<String> ids) {
        return decide(options, DecisionAction.REJECT, ids);
    }

    @Command(
            name = "reopen",
            description =
                    "Takes a claim away, whoever has it, and lets the time to decide begin anew.")
    int reopen(
            @Mixin DecisionOptions options,
            @Parameters(arity = "1..*", paramLabel = "ID", description = ID) List<String> ids) {
        return decide(options, DecisionAction.REOPEN, ids);
    }

    private int decide(DecisionOptions options, DecisionAction action, List<String> ids) {
        List<DecisionRecord> decisions =
                ids.stream()
                        .distinct()
                        .map(id -> options.decision(id, action, null, null))
                        .toList();
        var sender = new DecisionSender(options.settings(), options.timeout());
        new ReviewAnswer(options).print(spec.commandLine().getOut(), sender.send(decisions));
        return 0;
    }
}
