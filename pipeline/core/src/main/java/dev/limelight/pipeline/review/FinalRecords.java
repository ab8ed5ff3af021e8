package dev.limelight.pipeline.review;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.EditedSegment;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.ReviewMark;
import dev.limelight.connectors.record.Stage;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.document.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes what goes out when a review ends: the result, or a dead letter. Stateless. */
final class FinalRecords {

    private final OutputRecords records;
    private final Aligner aligner;

    FinalRecords(OutputRecords records, Aligner aligner) {
        this.records = records;
        this.aligner = aligner;
    }

    /**
     * What a decision lets go out.
     *
     * @throws OversizedRecordException if the edited result does not fit
     * @throws IllegalArgumentException if the edit does not fit the result
     */
    List<OutputRecord> of(Held held, DecisionRecord decision, long now)
            throws OversizedRecordException {
        if (decision.action() == DecisionAction.REJECT) {
            String comment = decision.comment();
            String error =
                    "%s has rejected the output%s"
                            .formatted(decision.reviewer(), comment == null ? "" : ": " + comment);
            return List.of(letter(held, DeadLetterCategory.REJECTED, error, now));
        }
        var mark =
                new ReviewMark(
                        held.reviewId(),
                        decision.action(),
                        decision.reviewer(),
                        decision.decidedAt());
        return result(
                held,
                held.task().equals(Tasks.TRANSLATE)
                        ? marked(translation(held, decision), mark)
                        : marked(summary(held, decision), mark));
    }

    /**
     * The result with the flag that nobody has looked at it; a dead letter where that is too much.
     */
    List<OutputRecord> unreviewed(Held held, long now) {
        try {
            return result(
                    held,
                    held.task().equals(Tasks.TRANSLATE)
                            ? flagged(ReviewGate.decoded(held.result(), TranslationRecord.class))
                            : flagged(ReviewGate.decoded(held.result(), SummaryRecord.class)));
        } catch (OversizedRecordException e) {
            String error = String.valueOf(e.getMessage());
            return List.of(letter(held, DeadLetterCategory.TOO_LARGE, error, now));
        }
    }

    /** A dead letter of an output on which nobody has decided. */
    OutputRecord expired(Held held, String why, long now) {
        return letter(held, DeadLetterCategory.EXPIRED, why, now);
    }

    private List<OutputRecord> result(Held held, Record result) throws OversizedRecordException {
        List<OutputRecord> all = new ArrayList<>(held.outputs());
        all.set(0, records.inPlaceOf(held.result(), result));
        return all;
    }

    private OutputRecord letter(Held held, DeadLetterCategory category, String error, long now) {
        String target = held.target();
        String named = target == null ? error : "into " + target + ": " + error;
        return failed(held, new Failure(Stage.REVIEW, category, named), now);
    }

    /** A dead letter of an output for any reason. */
    OutputRecord failed(Held held, Failure failure, long now) {
        return records.deadLetter(
                DeadLetterRecord.of(held.original(), held.documentId(), held.task(), failure, now));
    }

    private TranslationRecord translation(Held held, DecisionRecord decision) {
        var before = ReviewGate.decoded(held.result(), TranslationRecord.class);
        String text = decision.text();
        List<EditedSegment> segments = decision.segments();
        if (text == null && segments == null) {
            return before;
        }
        var edits = new Edits(aligner, before, held.text());
        TranslationRecord edited =
                text == null ? edits.with(Objects.requireNonNull(segments)) : edits.with(text);
        if (edited.text().isBlank()) {
            throw new IllegalArgumentException(
                    "the edited translation is blank, expected a text, or the action reject");
        }
        return edited;
    }

    private static SummaryRecord summary(Held held, DecisionRecord decision) {
        var before = ReviewGate.decoded(held.result(), SummaryRecord.class);
        if (decision.segments() != null && !decision.segments().isEmpty()) {
            throw new IllegalArgumentException(
                    "segments of a summary, expected a text: a summary has no segments");
        }
        String text = decision.text();
        return text == null
                ? before
                : with(before, text, Map.of(), before.flags(), before.review());
    }

    private static TranslationRecord marked(TranslationRecord result, ReviewMark mark) {
        return with(result, result.flags(), mark);
    }

    private static SummaryRecord marked(SummaryRecord result, ReviewMark mark) {
        return with(result, result.summary(), result.quality(), result.flags(), mark);
    }

    private static TranslationRecord flagged(TranslationRecord result) {
        return with(result, flagged(result.flags()), null);
    }

    private static SummaryRecord flagged(SummaryRecord result) {
        return with(result, result.summary(), result.quality(), flagged(result.flags()), null);
    }

    private static List<String> flagged(List<String> flags) {
        List<String> all = new ArrayList<>(flags);
        all.add(Flag.UNREVIEWED.wireName());
        return all;
    }

    private static TranslationRecord with(
            TranslationRecord result, List<String> flags, @Nullable ReviewMark mark) {
        return new TranslationRecord(
                result.documentId(),
                result.source(),
                result.target(),
                result.text(),
                result.segments(),
                result.coverage(),
                result.model(),
                result.quality(),
                flags,
                result.metadata(),
                result.timings(),
                mark);
    }

    private static SummaryRecord with(
            SummaryRecord result,
            String text,
            Map<String, Double> quality,
            List<String> flags,
            @Nullable ReviewMark mark) {
        return new SummaryRecord(
                result.documentId(),
                result.language(),
                text,
                result.method(),
                result.sentences(),
                result.chunks(),
                result.coverage(),
                result.model(),
                quality,
                flags,
                result.metadata(),
                result.timings(),
                mark);
    }
}
