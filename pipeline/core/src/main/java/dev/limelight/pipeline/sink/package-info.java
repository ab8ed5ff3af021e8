/**
 * Turns results into records for the topics.
 *
 * <p>Takes {@link dev.limelight.pipeline.summarize.Summary} and dead letters; gives {@link
 * dev.limelight.connectors.record.OutputRecord}s on code point offsets; keeps nothing; rejects
 * results that are too large for a record; does not block.
 */
@NullMarked
package dev.limelight.pipeline.sink;

import org.jspecify.annotations.NullMarked;
