/** ONNX graphs: what they hold, and the edits that make their attention an output. */
@NullMarked
package dev.limelight.modelserver.runtime.graph;

import org.jspecify.annotations.NullMarked;
