package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.EditedSegment;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight review edit}. */
@Command(
        name = "edit",
        description = {
            "Lets an output go out with another text.",
            "Without --text and --segment it claims the review and opens the editor of the variables"
                    + " VISUAL or EDITOR; where standard input is no terminal, it reads the text there."
        })
final class ReviewEditCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Mixin private DecisionOptions options = new DecisionOptions();

    @Parameters(
            paramLabel = "ID",
            description = "The id of a review, as 'limelight review list' shows it.")
    private String id = "";

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description =
                    "The whole new text; - for standard input. Segments of a translation that it"
                            + " leaves as they are keep their alignment.")
    private @Nullable String text;

    @Option(
            names = "--segment",
            paramLabel = "N=TEXT",
            description =
                    "The new text of one segment of a translation, from 0, as 'review show' numbers"
                            + " them; repeat it for more.")
    private List<String> segments = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (text != null && !segments.isEmpty()) {
            throw new UsageException("--text and --segment, expected one of them");
        }
        List<EditedSegment> parsed = segments.stream().map(ReviewEditCommand::segment).toList();
        KafkaSettings settings = options.settings();
        var sender = new DecisionSender(settings, options.timeout());
        String whole = text;
        if (!parsed.isEmpty()) {
            decide(sender, null, parsed);
        } else if (whole != null && !whole.equals(STANDARD_INPUT)) {
            decide(sender, whole, null);
        } else if (whole != null || !Terminal.isTerminal(0)) {
            decide(sender, standardInput(), null);
        } else {
            byHand(settings, sender);
        }
        return 0;
    }

    private void decide(
            DecisionSender sender, @Nullable String whole, @Nullable List<EditedSegment> parts) {
        DecisionRecord decision = options.decision(id, DecisionAction.EDIT, whole, parts);
        new ReviewAnswer(options)
                .print(spec.commandLine().getOut(), sender.send(List.of(decision)));
    }

    /** The claim is not waited for: where it is refused, so will the edit be. */
    private void byHand(KafkaSettings settings, DecisionSender sender)
            throws IOException, InterruptedException {
        ReviewRecord review = ReviewQueue.find(settings, id);
        var draft = EditDraft.of(review);
        sender.announce(options.decision(id, DecisionAction.CLAIM, null, null));
        Path file = Files.createTempFile("limelight-review-", ".txt");
        Files.writeString(file, draft.written());
        Editor.open(file);
        try {
            decide(sender, draft, Files.readString(file));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s (what was written is in %s)".formatted(e.getMessage(), file), e);
        }
        Files.delete(file);
    }

    private void decide(DecisionSender sender, EditDraft draft, String written) {
        if (draft.isTranslation()) {
            List<EditedSegment> changed = draft.changed(written);
            if (changed.isEmpty()) {
                throw unchanged();
            }
            decide(sender, null, changed);
        } else if (written.strip().equals(draft.written().strip())) {
            throw unchanged();
        } else {
            decide(sender, written.strip(), null);
        }
    }

    private static IllegalStateException unchanged() {
        return new IllegalStateException(
                "nothing was changed, so nothing was decided; 'limelight review approve' lets it go"
                        + " out as it is");
    }

    private static String standardInput() throws IOException {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                .replaceFirst("\\R\\z", "");
    }

    private static EditedSegment segment(String word) {
        List<String> parts = new ArrayList<>(List.of(word.split("=", 2)));
        try {
            return new EditedSegment(Integer.parseUnsignedInt(parts.get(0).strip()), parts.get(1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new UsageException(
                    "--segment %s, expected N=TEXT, such as 0=Guten Morgen.".formatted(word));
        }
    }
}
