package dev.limelight.pipeline.guard.unicode;

/** The kinds of deceit with characters. */
enum Deceit {
    /** A character without a glyph, where no script needs it. */
    INVISIBLE("invisible character"),
    /** A tag character outside of the flag of a region: whole texts are hidden in them. */
    TAG("tag character"),
    /** A variation selector after a character that has no variants, or after another one. */
    SELECTOR("variation selector without effect"),
    /** A control that changes the order in which text is shown, without reason. */
    REORDERING("bidirectional control"),
    /** A control character that deletes or overwrites what was shown before it. */
    DELETION("deleting control character"),
    /** A letter of another script, or another form of a letter, that looks like one of the word. */
    LOOKALIKE("look-alike letter"),
    /** More combining marks on a character than any script writes. */
    STACKED("stack of combining marks");

    private final String words;

    Deceit(String words) {
        this.words = words;
    }

    /** For people, in the singular. */
    String words() {
        return words;
    }
}
