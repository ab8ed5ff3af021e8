package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.INVALID;
import static dev.limelight.connectors.record.DeadLetterCategory.MALFORMED;

import com.fasterxml.jackson.core.JacksonException;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.EditedSegment;
import dev.limelight.connectors.record.InputRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a decision on a review. The record key stands in for a missing review id, the record's
 * timestamp for a missing time. Thread-safe.
 */
public final class DecisionDecoder {

    private static final String ACTIONS =
            "one of "
                    + Arrays.stream(DecisionAction.values()).map(DecisionAction::wireName).toList();

    private DecisionDecoder() {}

    /** The review that a record's key names; null where there is none, or one that can be none. */
    public static @Nullable String reviewOf(InputRecord input) {
        return DocumentDecoder.idOf(input.key());
    }

    /**
     * Reads the record.
     *
     * @throws BadDocumentException if it is no decision, with the category and what was expected
     */
    public static DecisionRecord decode(InputRecord input) throws BadDocumentException {
        Raw raw = raw(input.value());
        DecisionRecord decision =
                new DecisionRecord(
                        named("reviewId", raw.reviewId == null ? reviewOf(input) : raw.reviewId),
                        action(text("action", raw.action)),
                        text("text", raw.text),
                        segments(raw.segments),
                        named("reviewer", raw.reviewer),
                        text("comment", raw.comment),
                        raw.decidedAt == null
                                ? input.timestamp()
                                : whole("decidedAt", raw.decidedAt, Long.MAX_VALUE));
        checkEdit(decision);
        return decision;
    }

    /** A decision as it may come: anything can be missing, or be of another type. */
    private record Raw(
            @Nullable Object reviewId,
            @Nullable Object action,
            @Nullable Object text,
            @Nullable Object segments,
            @Nullable Object reviewer,
            @Nullable Object comment,
            @Nullable Object decidedAt) {}

    private static Raw raw(byte @Nullable [] value) throws BadDocumentException {
        if (value == null) {
            throw bad("found null, expected a decision: a tombstone decides nothing");
        }
        try {
            return RecordCodec.decode(value, Raw.class);
        } catch (JacksonException e) {
            String problem = e.getOriginalMessage().lines().findFirst().orElse("");
            String where =
                    e.getLocation() == null
                            ? ""
                            : " at line %d, column %d"
                                    .formatted(
                                            e.getLocation().getLineNr(),
                                            e.getLocation().getColumnNr());
            throw new BadDocumentException(
                    MALFORMED, null, "no decision%s: %s".formatted(where, Quoted.escape(problem)));
        } catch (IOException e) {
            throw new BadDocumentException(MALFORMED, null, "no decision: " + e.getMessage());
        }
    }

    private static DecisionAction action(@Nullable String name) throws BadDocumentException {
        return Arrays.stream(DecisionAction.values())
                .filter(action -> action.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> bad("action %s, expected %s".formatted(shown(name), ACTIONS)));
    }

    private static String named(String field, @Nullable Object value) throws BadDocumentException {
        String checked = text(field, value);
        if (checked == null) {
            throw bad("field %s is missing, expected a text".formatted(Quoted.of(field)));
        }
        String problem = RecordKey.idProblem(checked);
        if (problem != null) {
            throw bad("field " + Quoted.of(field) + problem);
        }
        return checked;
    }

    private static @Nullable String text(String field, @Nullable Object value)
            throws BadDocumentException {
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw bad(
                    "field %s is %s, expected a string".formatted(Quoted.of(field), shown(value)));
        }
        if (Unicode.loneSurrogate(text) >= 0) {
            throw bad(
                    "field %s has a lone surrogate, expected valid Unicode"
                            .formatted(Quoted.of(field)));
        }
        return text;
    }

    private static @Nullable List<EditedSegment> segments(@Nullable Object found)
            throws BadDocumentException {
        if (found == null || found.equals(List.of())) {
            return null;
        }
        if (!(found instanceof List<?> items)) {
            throw bad("field \"segments\" is %s, expected a list".formatted(shown(found)));
        }
        List<EditedSegment> segments = new ArrayList<>();
        for (Object item : items) {
            segments.add(segment(item));
        }
        return segments;
    }

    private static EditedSegment segment(@Nullable Object item) throws BadDocumentException {
        Map<?, ?> fields = item instanceof Map<?, ?> map ? map : Map.of();
        Object index = fields.get("index");
        String text = text("segments[].text", fields.get("text"));
        if (index == null || text == null) {
            throw bad("a segment without an index or a text, expected both");
        }
        return new EditedSegment((int) whole("segments[].index", index, Integer.MAX_VALUE), text);
    }

    private static long whole(String field, Object found, long most) throws BadDocumentException {
        boolean isWhole = found instanceof Integer || found instanceof Long;
        if (!isWhole || ((Number) found).longValue() < 0 || ((Number) found).longValue() > most) {
            throw bad(
                    "field %s is %s, expected a whole number from 0"
                            .formatted(Quoted.of(field), shown(found)));
        }
        return ((Number) found).longValue();
    }

    private static void checkEdit(DecisionRecord decision) throws BadDocumentException {
        List<EditedSegment> segments = decision.segments();
        boolean hasSegments = segments != null;
        String text = decision.text();
        boolean hasText = text != null;
        boolean isEdit = decision.action() == DecisionAction.EDIT;
        if (isEdit ? hasText == hasSegments : hasText || hasSegments) {
            throw bad(
                    "%s with %s, expected %s"
                            .formatted(
                                    decision.action().wireName(),
                                    hasText && hasSegments
                                            ? "a text and segments"
                                            : hasText || hasSegments
                                                    ? "a text or segments"
                                                    : "neither text nor segments",
                                    isEdit ? "one of them" : "none"));
        }
        if (text != null && Unicode.isBlank(text)) {
            throw bad("the text of the edit is blank, expected a text, or the action reject");
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "null" : Quoted.of(String.valueOf(value));
    }

    private static BadDocumentException bad(String error) {
        return new BadDocumentException(INVALID, null, error);
    }
}
