/** Finds spans by the shape of their words: repeated ones, and encoded ones. No model. */
@NullMarked
package dev.limelight.pipeline.guard.surface;

import org.jspecify.annotations.NullMarked;
