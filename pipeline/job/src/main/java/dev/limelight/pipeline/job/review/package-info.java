/** The function and operator that hold outputs for people, and the stream of held outputs. */
@NullMarked
package dev.limelight.pipeline.job.review;

import org.jspecify.annotations.NullMarked;
