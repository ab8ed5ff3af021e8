package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.SourcePosition;
import java.util.List;
import java.util.Map;

/**
 * A valid document: its text as it came in, its language and its sentences.
 *
 * <p>Inside the pipeline positions count UTF-16 units; {@code sink} turns them into code points.
 *
 * @param source where its record lies; the key under which its chunks meet again, because ids may
 *     repeat
 * @param id the sender's id
 * @param text the text, never changed
 * @param language BCP 47, given or detected
 * @param sentences all sentences in order; every character outside them is white space
 * @param tasks what to do, at least one
 * @param metadata handed through
 * @param timestamp the record's Kafka timestamp, epoch milliseconds
 * @param flags what a reader of the results must know
 */
public record Document(
        SourcePosition source,
        String id,
        String text,
        String language,
        List<Sentence> sentences,
        List<String> tasks,
        Map<String, String> metadata,
        long timestamp,
        List<String> flags) {}
