/**
 * Flink's functions: each adapts the plain-Java core of one stage to a stream (open, call, side
 * output, close) and computes nothing itself.
 */
@NullMarked
package dev.limelight.pipeline.job;

import org.jspecify.annotations.NullMarked;
