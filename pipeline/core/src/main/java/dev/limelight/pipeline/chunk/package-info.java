/**
 * Cuts documents into pieces that fit the model's window.
 *
 * <ul>
 *   <li>Takes: a {@link dev.limelight.pipeline.document.Document}.
 *   <li>Gives: its {@link dev.limelight.pipeline.chunk.Chunk}s; joined they are its text.
 *   <li>Keeps: nothing.
 *   <li>May reject: nothing.
 *   <li>Blocks: no; tokenizes the text about twice.
 * </ul>
 */
@NullMarked
package dev.limelight.pipeline.chunk;

import org.jspecify.annotations.NullMarked;
