package dev.limelight.pipeline.review;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.EditedSegment;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.ReviewReason;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.Timings;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.fixture.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A held translation of three sentences, and decisions on it. */
public final class Reviews {

    public static final String ID = "0-7-translate-de";
    public static final String SOURCE = "One \ud83d\ude00 lamp. Two lamps.\n\nThree.";
    public static final OutputRecords RECORDS = new OutputRecords(OutputRecords.MIN_RECORD_BYTES);

    private Reviews() {}

    public static TranslationRecord translation() {
        return new TranslationRecord(
                "d",
                "en",
                "de",
                "Eine \ud83d\ude00 Lampe. Zwei Lampen.\n\nDrei.",
                List.of(
                        segment(0, 11, 0, "Eine \ud83d\ude00 Lampe.", List.of()),
                        segment(12, 22, 14, "Zwei Lampen.", List.of("numbers-differ")),
                        segment(24, 30, 28, "Drei.", List.of())),
                1,
                new ModelRef("m", "1"),
                Map.of("logProbability", -0.5),
                List.of("numbers-differ", "pivot"),
                Map.of(),
                new Timings(0, 0, 0));
    }

    private static TranslationSegment segment(
            int start, int end, int target, String text, List<String> flags) {
        return new TranslationSegment(
                start,
                end,
                target,
                target + text.codePointCount(0, text.length()),
                text,
                -0.5,
                List.of(new AlignmentLink(start, start + 3, 0, 4, 1)),
                flags);
    }

    public static Held held(String id) {
        InputRecord original = Records.text("d", SOURCE);
        try {
            return new Held(
                    id,
                    "d",
                    "translate",
                    "de",
                    original,
                    SOURCE,
                    List.of(RECORDS.translation(translation(), original)),
                    List.of(ReviewReason.of("policy", "all")),
                    0.5,
                    Map.of());
        } catch (OversizedRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    public static DecisionRecord decision(DecisionAction action, String reviewer, long at) {
        return new DecisionRecord(
                ID,
                action,
                null,
                action == DecisionAction.EDIT ? List.of(new EditedSegment(2, "Drei!")) : null,
                reviewer,
                null,
                at);
    }

    public static InputRecord record(DecisionRecord decision, long offset) {
        return record(RecordCodec.json(decision), offset);
    }

    public static InputRecord record(String json, long offset) {
        return new InputRecord(
                new SourcePosition("limelight.decisions", 0, offset),
                1,
                ID.getBytes(StandardCharsets.UTF_8),
                json == null ? null : json.getBytes(StandardCharsets.UTF_8),
                Map.of());
    }
}
