package dev.limelight.connectors.record;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A word of a translation and the source word that it is aligned to. In JSON it is an array of the
 * five numbers.
 *
 * @param sourceStart code points of the document's text
 * @param sourceEnd code points of the document's text
 * @param targetStart code points of the segment's text
 * @param targetEnd code points of the segment's text
 * @param weight the share of its attention that the target word gave the source word, in (0, 1]
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"sourceStart", "sourceEnd", "targetStart", "targetEnd", "weight"})
public record AlignmentLink(
        int sourceStart, int sourceEnd, int targetStart, int targetEnd, double weight) {}
