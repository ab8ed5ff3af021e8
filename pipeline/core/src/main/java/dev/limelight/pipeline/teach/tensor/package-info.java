/**
 * Matrices with gradients: each operation of a {@link dev.limelight.pipeline.teach.tensor.Tape}
 * computes its value at once and its gradients when the tape is played back. Plain Java and {@link
 * java.lang.StrictMath}, so that a seed gives the same numbers on every machine. Not thread-safe.
 */
@NullMarked
package dev.limelight.pipeline.teach.tensor;

import org.jspecify.annotations.NullMarked;
