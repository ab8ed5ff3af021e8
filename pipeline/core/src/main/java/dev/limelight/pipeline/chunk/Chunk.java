package dev.limelight.pipeline.chunk;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.text.layout.JoinedLines;
import java.util.List;

/**
 * A piece of a document that fits the model.
 *
 * @param source the document's key
 * @param sequence which piece, counted from 0
 * @param of how many pieces the document has
 * @param start where {@code text} begins in the document's text, UTF-16 units
 * @param text the piece; the pieces of a document joined are its text
 * @param parts the sentences in it, in order, on document offsets; none where white space alone
 *     fills the window
 * @param flags what a reader of the results must know, see {@link Chunker}
 */
public record Chunk(
        SourcePosition source,
        int sequence,
        int of,
        int start,
        String text,
        List<SentencePart> parts,
        List<Flag> flags) {

    /** Its text as the model gets it. */
    public JoinedLines lines() {
        return JoinedLines.of(text);
    }
}
