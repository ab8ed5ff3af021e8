/**
 * Scores the sentences and words of a whole document.
 *
 * <p>Takes {@link dev.limelight.pipeline.assemble.Assembled} documents; gives {@link
 * dev.limelight.pipeline.salience.Salience}: a share of the attention for each sentence and word;
 * keeps nothing; rejects nothing; computes for milliseconds.
 */
@NullMarked
package dev.limelight.pipeline.salience;

import org.jspecify.annotations.NullMarked;
