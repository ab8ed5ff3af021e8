/**
 * Joins the chunks of a document.
 *
 * <p>Takes {@link dev.limelight.pipeline.document.Document}s and the {@link
 * dev.limelight.pipeline.inference.ChunkResult}s of their chunks; gives {@link
 * dev.limelight.pipeline.assemble.Assembled} documents; keeps both in state keyed by source
 * position until the last chunk is there; rejects documents with a failed chunk and those that a
 * timer finds incomplete; does not block.
 */
@NullMarked
package dev.limelight.pipeline.assemble;

import org.jspecify.annotations.NullMarked;
