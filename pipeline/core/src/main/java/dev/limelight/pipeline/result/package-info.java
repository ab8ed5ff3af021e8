/** Turns what models throw into failures, whichever stage asked them. */
@NullMarked
package dev.limelight.pipeline.result;

import org.jspecify.annotations.NullMarked;
