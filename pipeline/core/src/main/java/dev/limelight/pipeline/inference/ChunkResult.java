package dev.limelight.pipeline.inference;

import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.chunk.SentencePart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one chunk: its attention, or the failure of the model.
 *
 * @param source the document's key
 * @param sequence which chunk, counted from 0
 * @param of how many chunks the document has
 * @param characters UTF-16 units of the chunk, read if {@code attention} is there
 * @param parts the sentences of the chunk
 * @param flags the chunk's
 * @param attention where the model looked; null if it failed
 * @param failure why it failed; null if it did not
 * @param model which weights
 * @param queuedMs milliseconds that the chunk waited for the model
 * @param inferenceMs milliseconds of the forward pass that it was in
 */
public record ChunkResult(
        SourcePosition source,
        int sequence,
        int of,
        int characters,
        List<SentencePart> parts,
        List<Flag> flags,
        @Nullable ChunkAttention attention,
        @Nullable Failure failure,
        ModelRef model,
        double queuedMs,
        double inferenceMs) {}
