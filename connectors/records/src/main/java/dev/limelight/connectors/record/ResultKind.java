package dev.limelight.connectors.record;

/** The kinds of results that a flag or a metric can stand on. */
public enum ResultKind {
    /** A summary made of the document's own sentences. */
    EXTRACTIVE,
    /** A summary that a model wrote. */
    ABSTRACTIVE,
    /** A translation. */
    TRANSLATION
}
