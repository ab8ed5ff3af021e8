/**
 * Holds outputs back until a person has decided on them.
 *
 * <p>Takes results as they would be written, and decisions; gives reviews, final results, dead
 * letters and alerts; the state is the caller's; rejects nothing; does not block.
 */
@NullMarked
package dev.limelight.pipeline.review;

import org.jspecify.annotations.NullMarked;
