/**
 * Finds characters that a reader does not see, or takes for others. Plain rules on code points; no
 * model.
 */
@NullMarked
package dev.limelight.pipeline.guard.unicode;

import org.jspecify.annotations.NullMarked;
