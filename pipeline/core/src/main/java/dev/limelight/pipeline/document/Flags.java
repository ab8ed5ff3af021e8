package dev.limelight.pipeline.document;

/** The flags that this stage puts on a document, as they stand in the results. */
public final class Flags {

    /** Nobody can tell what language the text is in; rules for any language were used. */
    public static final String LANGUAGE_UNDETERMINED = "language-undetermined";

    /** There are no rules for the language; rules for any language were used. */
    public static final String GENERIC_LANGUAGE_RULES = "generic-language-rules";

    /**
     * Some text of a page lies where its tags do not allow any; it was neither read nor changed.
     */
    public static final String MARKUP_UNREAD = "markup-unread";

    private Flags() {}
}
