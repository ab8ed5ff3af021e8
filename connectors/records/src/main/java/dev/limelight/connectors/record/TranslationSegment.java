package dev.limelight.connectors.record;

import java.util.List;

/**
 * A span of a document and its translation. Every character of the document is in exactly one
 * segment or is white space between two.
 *
 * @param sourceStart code points
 * @param sourceEnd code points
 * @param targetStart code points of the translation's text
 * @param targetEnd code points of the translation's text
 * @param text its translation
 * @param logProbability mean natural-log probability of an output token, end-of-sentence included;
 *     0 where the model wrote none because the stretch was copied
 * @param alignment the aligned words, in the order of the target
 * @param flags what a reader must know, for instance {@code sentence-split}
 */
public record TranslationSegment(
        int sourceStart,
        int sourceEnd,
        int targetStart,
        int targetEnd,
        String text,
        double logProbability,
        List<AlignmentLink> alignment,
        List<String> flags) {}
