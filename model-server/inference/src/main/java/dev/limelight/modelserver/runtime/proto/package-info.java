/** Messages that graphs of ONNX are made of. */
@NullMarked
package dev.limelight.modelserver.runtime.proto;

import org.jspecify.annotations.NullMarked;
