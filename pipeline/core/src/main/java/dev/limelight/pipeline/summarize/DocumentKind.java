package dev.limelight.pipeline.summarize;

/** The kind of a document, which tells where its main statements stand. */
public enum DocumentKind {
    /** Says what it does in so many words: papers, abstracts. The place tells nothing. */
    PAPER,
    /** The gist comes first (the inverted pyramid). */
    NEWS,
    /** All else: the beginning counts a little. */
    OTHER
}
