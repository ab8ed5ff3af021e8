/** Room for documents: how many a branch reads, and which of them it works on next. */
@NullMarked
package dev.limelight.pipeline.admission;

import org.jspecify.annotations.NullMarked;
