package dev.limelight.pipeline.guard;

import dev.limelight.pipeline.document.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * What the guard makes of a record.
 *
 * @param parsed the document as models may read it, and what gets no result
 * @param report what was found, on the document as it came in; null where there was nothing to look
 *     at, or no guard
 */
public record Guarded(Parsed parsed, @Nullable GuardReport report) {

    /** Whether anything was found. */
    public boolean hasFindings() {
        return report != null && !report.findings().isEmpty();
    }
}
