/** Limits the in-flight documents of a branch, and chooses which of them it works on next. */
@NullMarked
package dev.limelight.pipeline.inflight;

import org.jspecify.annotations.NullMarked;
