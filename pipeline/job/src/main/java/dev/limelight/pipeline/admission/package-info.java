/** Room for documents: a branch reads no more of them than it can work on. */
@NullMarked
package dev.limelight.pipeline.admission;

import org.jspecify.annotations.NullMarked;
