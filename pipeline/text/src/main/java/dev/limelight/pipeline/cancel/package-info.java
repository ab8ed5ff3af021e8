/** How work that nobody waits for any more is stopped. */
@NullMarked
package dev.limelight.pipeline.cancel;

import org.jspecify.annotations.NullMarked;
