/** Measures encoder-decoder models: how fast they write, beside what, and what they leave. */
@NullMarked
package dev.limelight.pipeline.bench.generate;

import org.jspecify.annotations.NullMarked;
