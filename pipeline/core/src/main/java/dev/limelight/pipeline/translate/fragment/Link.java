package dev.limelight.pipeline.translate.fragment;

/**
 * An alignment of a source word with a word of the translation.
 *
 * @param sourceStart first UTF-16 unit in the document's text
 * @param sourceEnd one past the last
 * @param targetStart first UTF-16 unit in the segment's text
 * @param targetEnd one past the last
 * @param weight the share of the target word's attention that is on the source word, in (0, 1]
 */
public record Link(int sourceStart, int sourceEnd, int targetStart, int targetEnd, double weight) {

    Link moved(int target) {
        return new Link(sourceStart, sourceEnd, targetStart + target, targetEnd + target, weight);
    }
}
