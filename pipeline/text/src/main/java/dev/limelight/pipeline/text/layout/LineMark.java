package dev.limelight.pipeline.text.layout;

/** What the beginning of a line says about it. */
enum LineMark {
    /** Nothing: running text. */
    NONE,
    /** A hyphen, an asterisk or a bullet. */
    BULLET,
    /** A number or letter with a full stop or a bracket, or a clause number such as 2.1. */
    NUMBER,
    /** A time of day, of a log or a chat. */
    TIME,
    /** A field of a mail's header. */
    FIELD,
    /** A Markdown heading. */
    HASH,
    /** A row of a table. */
    ROW,
    /** The fence of a code block. */
    FENCE,
    /** A line of signs without letters or digits, or the number of a page between signs. */
    RULE;

    /** Whether a line with this mark is an item of a list. */
    boolean item() {
        return this == BULLET || this == NUMBER || this == TIME;
    }

    /** Whether a line with this mark never goes on in the next line. */
    boolean alone() {
        return this == HASH || this == ROW || this == FENCE || this == RULE;
    }
}
