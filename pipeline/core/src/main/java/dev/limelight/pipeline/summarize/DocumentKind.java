package dev.limelight.pipeline.summarize;

/** What kind of text a document is, as far as it tells where the gist stands. */
public enum DocumentKind {
    /** Says what it does in so many words: papers, abstracts. The place tells nothing. */
    PAPER,
    /** The gist comes first (the inverted pyramid). */
    NEWS,
    /** All else: the beginning counts a little. */
    OTHER
}
