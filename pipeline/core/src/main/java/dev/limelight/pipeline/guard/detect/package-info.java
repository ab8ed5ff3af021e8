/** What detectors of the guard are: what they take, and what they give. */
@NullMarked
package dev.limelight.pipeline.guard.detect;

import org.jspecify.annotations.NullMarked;
