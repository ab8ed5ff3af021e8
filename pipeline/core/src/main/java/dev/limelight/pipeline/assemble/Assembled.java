package dev.limelight.pipeline.assemble;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.ChunkResult;
import java.util.List;

/**
 * A document with the results of all its chunks.
 *
 * @param document the document
 * @param results one for each chunk, in order, all of them successful
 */
public record Assembled(Document document, List<ChunkResult> results) {}
