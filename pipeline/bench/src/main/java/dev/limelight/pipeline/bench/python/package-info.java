/**
 * Processes of Python that other engines run in, so that both can take turns in one measurement.
 */
@NullMarked
package dev.limelight.pipeline.bench.python;

import org.jspecify.annotations.NullMarked;
