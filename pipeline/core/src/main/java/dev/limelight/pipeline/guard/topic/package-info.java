/** Finds sentences that do not belong to their document, by their vectors and words. */
@NullMarked
package dev.limelight.pipeline.guard.topic;

import org.jspecify.annotations.NullMarked;
