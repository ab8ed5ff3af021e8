package dev.limelight.connectors.record;

import java.util.Locale;

/** A part of the job that can give up on a document, by its name in dead letters. */
public enum Stage {
    /** Sends documents to the topic, outside of the job. */
    PRODUCE,
    /** Reads a record as a document. */
    DOCUMENT,
    /** Looks for what does not belong to a document, repeats or hides. */
    GUARD,
    /** Cuts documents into chunks, and reads them with an encoder. */
    INFERENCE,
    /** Waits for all chunks of a document. */
    ASSEMBLE,
    /** Summarizes a document. */
    SUMMARIZE,
    /** Translates a document. */
    TRANSLATE,
    /** Holds outputs until a person has decided on them. */
    REVIEW,
    /** Writes results. */
    SINK;

    /** As written in JSON: {@code assemble}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
