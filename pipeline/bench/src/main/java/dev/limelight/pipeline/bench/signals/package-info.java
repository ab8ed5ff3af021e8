/**
 * {@code bench signals}: how well the signals of a translation tell what a model wrote from what
 * was damaged on purpose, each beside a trivial baseline.
 */
@NullMarked
package dev.limelight.pipeline.bench.signals;

import org.jspecify.annotations.NullMarked;
