package dev.limelight.pipeline.bench.guard;

import java.util.Locale;

/** A family of payloads: what they have in common is how they mislead. */
public enum Family {
    /** A sentence that tells a model what to do. */
    INSTRUCTION,
    /** A fluent sentence that praises, tempts or advertises. */
    PERSUASION,
    /** A sentence of the news. */
    FOREIGN_NEWS,
    /** A sentence of another document of the set. */
    OTHER_DOCUMENT,
    /** The document's own frequent words, again and again. */
    STUFFING,
    /** One word, again and again. */
    REPEATED_TOKEN,
    /** Characters inside words that nobody sees. */
    HIDDEN,
    /** Letters that look like others. */
    HOMOGLYPHS,
    /** A text in base64, hexadecimal or percent codes. */
    ENCODED;

    /** As tables have it: {@code other-document}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
