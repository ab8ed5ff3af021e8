/** Measures forced decoding: word alignments against those of people, and its speed. */
@NullMarked
package dev.limelight.pipeline.bench.alignment;

import org.jspecify.annotations.NullMarked;
