/**
 * Runs ONNX graphs: edits them so that attention becomes an output, and owns all native memory of
 * the model. Beside {@code tokenizer}, the only package that may import {@code ai.onnxruntime} and
 * {@code ai.djl}.
 */
@NullMarked
package dev.limelight.modelserver.runtime;

import org.jspecify.annotations.NullMarked;
