package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.EditedSegment;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a review as a person edits it in a file: of a translation, each segment below a line
 * with its number and source; of a summary, the summary.
 *
 * @param segments of a translation; null of a summary
 * @param written what the file has
 */
record EditDraft(@Nullable List<TranslationSegment> segments, String written) {

    private static final Pattern HEAD = Pattern.compile("(?m)^=== (\\d+) ===.*\\R");

    /**
     * The draft of a review.
     *
     * @throws IllegalStateException if the record has no result
     */
    static EditDraft of(ReviewRecord review) {
        TranslationRecord translation = translation(review);
        if (translation == null) {
            SummaryRecord summary = decoded(review, SummaryRecord.class);
            return new EditDraft(null, summary.summary() + "\n");
        }
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < translation.segments().size(); i++) {
            TranslationSegment segment = translation.segments().get(i);
            String source = source(review, segment).replaceAll("\\s+", " ");
            written.append("=== %d === %s%n%s%n%n".formatted(i, source, segment.text()));
        }
        return new EditDraft(translation.segments(), written.toString());
    }

    /** The translation in a review; null for a summary. */
    static @Nullable TranslationRecord translation(ReviewRecord review) {
        return review.target() == null ? null : decoded(review, TranslationRecord.class);
    }

    /** What a segment is the translation of; nothing where the record has no text. */
    static String source(ReviewRecord review, TranslationSegment segment) {
        String text = review.text();
        if (text == null) {
            return "";
        }
        int start = text.offsetByCodePoints(0, segment.sourceStart());
        int length = segment.sourceEnd() - segment.sourceStart();
        return text.substring(start, text.offsetByCodePoints(start, length));
    }

    static <T extends Record> T decoded(ReviewRecord review, Class<T> type) {
        String result = review.result();
        if (result == null) {
            throw new IllegalStateException(
                    "the record of review %s was too large for its result, expected --text or"
                                    .formatted(review.reviewId())
                            + " --segment, or approve or reject");
        }
        try {
            return RecordCodec.decode(result.getBytes(StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the result of review %s cannot be read (%s)"
                            .formatted(review.reviewId(), e.getMessage()),
                    e);
        }
    }

    boolean isTranslation() {
        return segments != null;
    }

    /**
     * The segments that differ in what came back.
     *
     * @throws IllegalArgumentException if a segment's line is missing, or one is there twice
     */
    List<EditedSegment> changed(String edited) {
        Map<Integer, String> texts = texts(edited);
        List<TranslationSegment> before = Objects.requireNonNull(segments);
        List<EditedSegment> changed = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String text = texts.remove(i);
            if (text == null) {
                throw new IllegalArgumentException(
                        "the line '=== %d ===' is gone, expected each once".formatted(i));
            }
            if (!text.equals(before.get(i).text().strip())) {
                changed.add(new EditedSegment(i, text));
            }
        }
        if (!texts.isEmpty()) {
            throw new IllegalArgumentException(
                    "segments %s, expected 0 to %d".formatted(texts.keySet(), before.size() - 1));
        }
        return changed;
    }

    private static Map<Integer, String> texts(String edited) {
        Map<Integer, String> texts = new TreeMap<>();
        Matcher head = HEAD.matcher(edited);
        boolean found = head.find();
        while (found) {
            int number = Integer.parseInt(head.group(1));
            int start = head.end();
            found = head.find();
            String text = edited.substring(start, found ? head.start() : edited.length()).strip();
            if (texts.put(number, text) != null) {
                throw new IllegalArgumentException(
                        "the line '=== %d ===' twice, expected each once".formatted(number));
            }
        }
        return texts;
    }
}
