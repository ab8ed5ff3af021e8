package dev.limelight.pipeline.guard.detect;

/**
 * A span of a document that a detector suspects, and how much.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 * @param score 0 to 1; the higher, the more suspicious. Scores of two detectors cannot be compared
 * @param reason what was found, for a person: {@code 2 zero-width spaces (U+200B)}
 */
public record Suspicion(int start, int end, double score, String reason) {

    public Suspicion {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "suspicion [%d:%d), expected 0 <= start < end".formatted(start, end));
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                    "score %s of a suspicion, expected 0 to 1".formatted(score));
        }
    }
}
