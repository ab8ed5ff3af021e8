/**
 * Cuts text into the tokens of a model and says where each came from. Beside {@code runtime}, the
 * only package that may import {@code ai.onnxruntime} and {@code ai.djl}.
 */
@NullMarked
package dev.limelight.modelserver.tokenizer;

import org.jspecify.annotations.NullMarked;
