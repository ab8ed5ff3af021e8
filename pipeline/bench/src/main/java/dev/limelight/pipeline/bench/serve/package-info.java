/** Measures what one client of the server costs another. */
@NullMarked
package dev.limelight.pipeline.bench.serve;

import org.jspecify.annotations.NullMarked;
