/**
 * What a task of a document came to, whichever stage worked on it: {@link
 * dev.limelight.pipeline.result.Outcome} is its result or the failure, {@link
 * dev.limelight.pipeline.result.Failures} makes failures of what models throw.
 */
@NullMarked
package dev.limelight.pipeline.result;

import org.jspecify.annotations.NullMarked;
