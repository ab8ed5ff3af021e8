package dev.limelight.pipeline.assemble;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.Reading;
import java.util.List;

/**
 * A document with the readings of all its chunks.
 *
 * @param document the document
 * @param readings one for each chunk, in order, all of them successful
 */
public record Assembled(Document document, List<Reading> readings) {}
