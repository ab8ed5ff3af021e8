/** The commands that start the job: {@code run} and {@code submit}. */
@NullMarked
package dev.limelight.pipeline.cli.job;

import org.jspecify.annotations.NullMarked;
