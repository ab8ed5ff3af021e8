/** Reads pairs of lines and writes what a model says of them: the work of {@code score}. */
@NullMarked
package dev.limelight.pipeline.cli.score;

import org.jspecify.annotations.NullMarked;
