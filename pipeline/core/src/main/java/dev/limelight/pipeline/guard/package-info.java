/**
 * Finds spans that do not belong to a document, that repeat or that hide, and says what a policy
 * wants done with them.
 *
 * <p>Takes a {@link dev.limelight.pipeline.document.Document}; gives a {@link
 * dev.limelight.pipeline.guard.GuardReport}; keeps nothing; rejects nothing itself; blocks while an
 * encoder reads the sentences, where a detector needs their vectors.
 */
@NullMarked
package dev.limelight.pipeline.guard;

import org.jspecify.annotations.NullMarked;
