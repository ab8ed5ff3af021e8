/** The checkpoints of a job on this machine, and their owner. */
@NullMarked
package dev.limelight.pipeline.checkpoint;

import org.jspecify.annotations.NullMarked;
