package dev.limelight.pipeline.review;

import dev.limelight.connectors.record.AlignmentLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligns the words of a translation that a person has written with those of its source.
 * Thread-safe.
 */
@FunctionalInterface
public interface Aligner {

    /** Aligns nothing: edited segments get the flag {@code edited-unaligned}. */
    Aligner NONE = (sourceLanguage, targetLanguage, source, target) -> null;

    /**
     * The aligned words, in the order of the target, their offsets in code points of {@code source}
     * and {@code target}; null where it cannot tell.
     *
     * @param sourceLanguage BCP 47
     * @param targetLanguage BCP 47
     * @param source a segment of the document, as it came in
     * @param target its new translation
     */
    @Nullable List<AlignmentLink> align(
            String sourceLanguage, String targetLanguage, String source, String target);
}
