package dev.limelight.pipeline.text.markup;

/** The role of a run on its page, by the elements around it. */
public enum Role {
    /** Running text, or whatever the page does not tell. */
    TEXT,
    /** A heading or the page's title. */
    HEADING,
    /** An item of a list, a cell of a table. */
    ITEM,
    /** Navigation, a control, a notice, a footer: what stands around the text. */
    FRAME
}
