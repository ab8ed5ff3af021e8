/**
 * The weights of an ONNX graph: where those lie that are not in its file, and whether numbers are
 * rounded with one scale for a whole batch.
 *
 * <p>Takes and gives the messages of {@code onnx.proto}; runs nothing.
 */
@NullMarked
package dev.limelight.modelserver.runtime.weights;

import org.jspecify.annotations.NullMarked;
