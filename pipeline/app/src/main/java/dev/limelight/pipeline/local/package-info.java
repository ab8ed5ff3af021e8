/** A broker and a job in this JVM, for whoever wants to see or to measure. */
@NullMarked
package dev.limelight.pipeline.local;

import org.jspecify.annotations.NullMarked;
