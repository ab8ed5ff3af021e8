package dev.limelight.pipeline.source;

import dev.limelight.pipeline.text.markup.file.SourceFormat;
import org.jspecify.annotations.Nullable;

/**
 * A document as it came in, and the text that there is to read in it. The same source always gives
 * the same text. Immutable; positions count UTF-16 units.
 */
public sealed interface SourceText permits PlainSource, MarkupSource, ReducedSource {

    /**
     * Takes a document apart, in time linear in its length.
     *
     * @throws dev.limelight.pipeline.text.markup.MarkupException if it cannot be read as what it is
     */
    static SourceText of(SourceFormat format, String source) {
        return format == SourceFormat.TXT
                ? new PlainSource(source)
                : new MarkupSource(format, format.parse(source));
    }

    /** What it is written in. */
    SourceFormat format();

    /** The document as it came in. */
    String source();

    /** What there is to read. */
    String text();

    /** Where in the source the unit of the text at a position begins. */
    int start(int unit);

    /** Where in the source the unit of the text before a position ends. */
    int end(int unit);

    /** Whether a unit of the text stands in the source, and not only between two parts of it. */
    boolean isInSource(int unit);

    /** The language that the document itself names; null where it names none. */
    @Nullable String language();

    /** Whether all that a person would read is in the text. */
    boolean isComplete();
}
