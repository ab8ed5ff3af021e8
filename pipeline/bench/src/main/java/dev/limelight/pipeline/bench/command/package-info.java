/** The command {@code limelight bench}: one class a measurement, and what adds it to the others. */
@NullMarked
package dev.limelight.pipeline.bench.command;

import org.jspecify.annotations.NullMarked;
