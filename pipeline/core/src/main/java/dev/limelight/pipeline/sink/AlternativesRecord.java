package dev.limelight.pipeline.sink;

import java.util.List;

/**
 * What else a document's translation could be, as commands and HTTP give it; no topic has it.
 *
 * @param documentId the document's id
 * @param target BCP 47
 * @param alternatives best first
 */
public record AlternativesRecord(String documentId, String target, List<Alternative> alternatives) {

    public AlternativesRecord {
        alternatives = List.copyOf(alternatives);
    }

    /**
     * Another whole translation.
     *
     * @param logProbability mean natural-log probability of an output token, end-of-sentence
     *     included; 0 where a pivot leaves none
     * @param segments those that are not as in the best translation
     */
    public record Alternative(String text, double logProbability, List<Part> segments) {}

    /**
     * A segment that is not as in the best translation.
     *
     * @param index of the segment in the translation's record, from 0
     * @param text its other translation
     * @param logProbability of the segment, as {@link Alternative#logProbability}
     * @param bestLogProbability that of the best one
     * @param split where it leaves the best one
     */
    public record Part(
            int index,
            String text,
            double logProbability,
            double bestLogProbability,
            SplitRecord split) {}

    /**
     * The first difference.
     *
     * @param best the word of the best segment
     * @param other the word here
     */
    public record SplitRecord(Side best, Side other) {}

    /**
     * A word at the first difference.
     *
     * @param start in the segment's text, code points
     * @param end one past the last; {@code start} where the segment ends, or tags divide the word
     * @param text the word; empty where the segment ends
     * @param probability of its first token that differs, given the same tokens before
     * @param sources the words of the document that it is aligned to
     */
    public record Side(int start, int end, String text, double probability, List<Source> sources) {}

    /**
     * A word of the document.
     *
     * @param start code points
     * @param weight the share of the target word's attention, in (0, 1]
     */
    public record Source(int start, int end, String text, double weight) {}
}
