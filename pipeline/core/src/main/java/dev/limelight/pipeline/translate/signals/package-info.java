/**
 * What can be told of a translation without a reference and without a second model: pure functions
 * over a source, its translation, and what one pass gave.
 *
 * <p>None of them tells whether a translation is right; each finds a kind of failure often enough
 * to be worth a look. {@link dev.limelight.pipeline.translate.signals.Thresholds} says from where
 * on.
 */
@NullMarked
package dev.limelight.pipeline.translate.signals;

import org.jspecify.annotations.NullMarked;
