package dev.limelight.pipeline.text.layout;

/** What a sentence is on the page; a summary is made of prose. */
public enum SentenceKind {
    /** A sentence of running text, or a fragment that stands for one. */
    PROSE,
    /** A title or section heading. */
    HEADING,
    /** An item of a list, or a row of a table. */
    LIST_ITEM,
    /** A quoted line of an e-mail thread, a greeting, a signature. */
    FRAME,
    /** Code and what its writer wants left alone, on a page of HTML: read, but not translated. */
    KEPT
}
