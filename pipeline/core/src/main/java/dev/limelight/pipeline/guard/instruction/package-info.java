/** Finds sentences that read like instructions and do not belong to their document. */
@NullMarked
package dev.limelight.pipeline.guard.instruction;

import org.jspecify.annotations.NullMarked;
