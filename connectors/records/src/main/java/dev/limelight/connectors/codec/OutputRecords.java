package dev.limelight.connectors.codec;

import dev.limelight.connectors.codec.format.PassedHeaders;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.RecordHeader;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.connectors.record.TranslationRecord;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into Kafka's keys, values and headers, and keeps each below the size limit. A
 * record that the broker refused would stop the job at the same place for ever.
 *
 * <p>Immutable, thread-safe, needs no closing.
 */
public final class OutputRecords implements Serializable {
    /** What Kafka adds to key and value, at most: the batch's head and the record's lengths. */
    public static final int FRAMING_BYTES = 512;

    /** The smallest limit: a dead letter must always find room. */
    public static final int MIN_RECORD_BYTES = 64 * 1024;

    private static final long serialVersionUID = 1L;

    /** Two lengths of at most five bytes each. */
    private static final int HEADER_FRAMING_BYTES = 10;

    private static final int MAX_ERROR_CHARACTERS = 2_000;

    /** What a review can do without, in this order. */
    private static final List<String> LEFT_OUT = List.of("text", "result", "decision", "metadata");

    private final int maxRecordBytes;
    private final PassedHeaders passed;
    private final boolean wordScores;

    /** An encoder that hands on all headers, and writes the scores of words. */
    public OutputRecords(int maxRecordBytes) {
        this(maxRecordBytes, PassedHeaders.ALL, true);
    }

    /**
     * Creates the encoder.
     *
     * @param maxRecordBytes what a record may take: key, value, headers and {@link #FRAMING_BYTES},
     *     before compression; the topics' {@code max.message.bytes} must be at least that
     * @param passed which of a document's headers its results carry, too
     * @param wordScores whether salience records have words
     */
    public OutputRecords(int maxRecordBytes, PassedHeaders passed, boolean wordScores) {
        if (maxRecordBytes < MIN_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "maxRecordBytes is "
                            + maxRecordBytes
                            + ", expected at least "
                            + MIN_RECORD_BYTES);
        }
        this.maxRecordBytes = maxRecordBytes;
        this.passed = passed;
        this.wordScores = wordScores;
    }

    /**
     * A summary for the topic {@code summaries}.
     *
     * @param document the document's record
     * @throws OversizedRecordException if it does not fit
     */
    public OutputRecord summary(SummaryRecord summary, InputRecord document)
            throws OversizedRecordException {
        return result("summary", TopicNames.SUMMARIES, summary.documentId(), summary, document);
    }

    /**
     * A translation for its topic.
     *
     * @param document the document's record
     * @throws OversizedRecordException if it does not fit
     */
    public OutputRecord translation(TranslationRecord translation, InputRecord document)
            throws OversizedRecordException {
        String id = translation.documentId();
        return result("translation", TopicNames.TRANSLATIONS, id, translation, document);
    }

    /**
     * A salience record for the topic {@code salience}.
     *
     * @param document the document's record
     * @throws OversizedRecordException if it does not fit
     */
    public OutputRecord salience(SalienceRecord salience, InputRecord document)
            throws OversizedRecordException {
        SalienceRecord written = wordScores ? salience : salience.withoutWords();
        String id = salience.documentId();
        return result("salience record", TopicNames.SALIENCE, id, written, document);
    }

    /**
     * A dead letter for the topic {@code dead-letters}. It always fits: the original value goes
     * first, then the headers, then the end of the error, and {@code error} says what went.
     */
    public OutputRecord deadLetter(DeadLetterRecord letter) {
        DeadLetterRecord clean = letter.with(wellFormed(letter.error()), letter.value());
        OutputRecord whole = deadLetterRecord(clean);
        if (fits(whole)) {
            return whole;
        }
        String shortened = shortened(clean.error());
        DeadLetterRecord bare = clean.with(shortened + leftOut(clean.value(), whole), null);
        OutputRecord record = deadLetterRecord(bare);
        if (fits(record)) {
            return record;
        }
        return deadLetterRecord(
                bare.with(bare.error() + "; headers left out", null).withoutHeaders());
    }

    /**
     * A review for its topic, under its id. It always fits: the document's text goes first, then
     * the result, then what an edit wrote and the metadata, and {@code leftOut} says what went.
     */
    public OutputRecord review(ReviewRecord review) {
        OutputRecord whole = reviewRecord(review);
        for (int left = 1; left <= LEFT_OUT.size() && !fits(whole); left++) {
            whole = reviewRecord(review.without(LEFT_OUT.subList(0, left)));
        }
        return whole;
    }

    /**
     * A tombstone for a review that is over and forgotten: compaction removes it from its topic.
     */
    public OutputRecord forgotten(String reviewId) {
        return new OutputRecord(
                TopicNames.REVIEWS, utf8(reviewId), null, PassedHeaders.NONE.of(List.of()));
    }

    /**
     * A result in place of another, under the same key and headers.
     *
     * @throws OversizedRecordException if it does not fit
     */
    public OutputRecord inPlaceOf(OutputRecord held, Record result)
            throws OversizedRecordException {
        var output =
                new OutputRecord(
                        held.topic(), held.key(), RecordCodec.encode(result), held.headers());
        if (!fits(output)) {
            throw new OversizedRecordException("result", size(output), 0, maxRecordBytes);
        }
        return output;
    }

    /**
     * An alert for its topic, under the alias of the model or the id of the review that it is
     * about. It always fits, as a dead letter does.
     */
    public OutputRecord alert(AlertRecord alert) {
        AlertRecord clean = alert.with(wellFormed(alert.error()), alert.value());
        OutputRecord whole = alertRecord(clean);
        return fits(whole)
                ? whole
                : alertRecord(
                        clean.with(shortened(clean.error()) + leftOut(clean.value(), whole), null));
    }

    /**
     * An alert of the guard, under the document's id. It always fits: the last findings go first,
     * and the record says how many went.
     */
    public OutputRecord guardAlert(GuardAlertRecord alert) {
        GuardAlertRecord clean = alert.withReasons(OutputRecords::wellFormed);
        OutputRecord record = alertRecord(clean.documentId(), clean);
        int count = clean.findings().size();
        while (!fits(record) && count > 0) {
            count /= 2;
            record = alertRecord(clean.documentId(), clean.withFirst(count));
        }
        return record;
    }

    /** What a record with this key and value takes in Kafka, before compression. */
    public static long size(byte @Nullable [] key, byte @Nullable [] value) {
        return (long) (key == null ? 0 : key.length)
                + (value == null ? 0 : value.length)
                + FRAMING_BYTES;
    }

    /** What headers take beside key and value. */
    public static long size(List<RecordHeader> headers) {
        long bytes = 0;
        for (RecordHeader header : headers) {
            String value = header.value();
            bytes += utf8Length(header.name()) + (value == null ? 0 : value.length());
            bytes += HEADER_FRAMING_BYTES;
        }
        return bytes;
    }

    private OutputRecord result(
            String what, String topic, String documentId, Record record, InputRecord document)
            throws OversizedRecordException {
        byte[] value = RecordCodec.encode(record);
        List<RecordHeader> headers = passed.of(document.headers());
        var output = new OutputRecord(topic, utf8(documentId), value, headers);
        if (!fits(output)) {
            long handedOn = size(headers.subList(1, headers.size()));
            throw new OversizedRecordException(what, size(output), handedOn, maxRecordBytes);
        }
        return output;
    }

    private boolean fits(OutputRecord record) {
        return size(record) <= maxRecordBytes;
    }

    private static long size(OutputRecord record) {
        return size(record.key(), record.value()) + size(record.headers());
    }

    private String leftOut(byte @Nullable [] value, OutputRecord whole) {
        return value == null
                ? ""
                : String.format(
                        "; original value of %d bytes left out: the record would have had %d"
                                + " bytes, at most %d fit",
                        value.length, size(whole), maxRecordBytes);
    }

    private static String shortened(String error) {
        return Unicode.length(error) <= MAX_ERROR_CHARACTERS
                ? error
                : error.substring(0, error.offsetByCodePoints(0, MAX_ERROR_CHARACTERS)) + "...";
    }

    /** An error message may come from anywhere; a lone surrogate in it must not stop the job. */
    private static String wellFormed(String error) {
        return Unicode.loneSurrogate(error) < 0
                ? error
                : new String(error.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private OutputRecord deadLetterRecord(DeadLetterRecord letter) {
        return new OutputRecord(
                TopicNames.DEAD_LETTERS,
                utf8(letter.documentId()),
                RecordCodec.encode(letter),
                passed.of(letter.recordHeaders()));
    }

    private static OutputRecord alertRecord(AlertRecord alert) {
        return alertRecord(alert.alias() == null ? alert.reviewId() : alert.alias(), alert);
    }

    private static OutputRecord alertRecord(@Nullable String key, Record alert) {
        return new OutputRecord(
                TopicNames.ALERTS,
                utf8(key),
                RecordCodec.encode(alert),
                PassedHeaders.NONE.of(List.of()));
    }

    private static OutputRecord reviewRecord(ReviewRecord review) {
        return new OutputRecord(
                TopicNames.REVIEWS,
                utf8(review.reviewId()),
                RecordCodec.encode(review),
                PassedHeaders.NONE.of(List.of()));
    }

    private static long utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
