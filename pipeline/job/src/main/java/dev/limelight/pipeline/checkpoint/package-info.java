/** Where the checkpoints of a job on this machine lie, and whose they are. */
@NullMarked
package dev.limelight.pipeline.checkpoint;

import org.jspecify.annotations.NullMarked;
