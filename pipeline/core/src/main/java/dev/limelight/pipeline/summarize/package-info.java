/**
 * Chooses the sentences that stand for a document.
 *
 * <p>Takes {@link dev.limelight.pipeline.salience.Salience}; gives {@link
 * dev.limelight.pipeline.summarize.Summary}; keeps nothing; rejects nothing; computes for
 * milliseconds.
 */
@NullMarked
package dev.limelight.pipeline.summarize;

import org.jspecify.annotations.NullMarked;
