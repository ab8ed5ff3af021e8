/**
 * Lets the encoder read each chunk.
 *
 * <p>Takes {@link dev.limelight.pipeline.chunk.Chunk}s; gives one {@link
 * dev.limelight.pipeline.inference.ChunkResult} for each, failed ones included, in any order; keeps
 * nothing but the chunks that wait for the model; rejects nothing itself (a failed reading lets
 * {@code assemble} reject the document); does not block beyond the engine's back-pressure.
 */
@NullMarked
package dev.limelight.pipeline.inference;

import org.jspecify.annotations.NullMarked;
