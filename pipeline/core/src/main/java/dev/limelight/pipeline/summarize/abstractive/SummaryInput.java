package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.connectors.record.Flag;
import java.util.List;

/**
 * A text that the model summarizes at a time.
 *
 * @param start where it begins in the text of its level, UTF-16 units
 * @param text what the model gets behind its prefix
 * @param spans of {@code text} with the document's words that they were written from, in order, at
 *     least one
 * @param flags of the chunk that it was
 */
record SummaryInput(int start, String text, List<AttributedSpan> spans, List<Flag> flags) {}
