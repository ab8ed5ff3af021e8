/**
 * What a job does, in words, for a person who watches it. Without Flink but for its REST interface.
 */
@NullMarked
package dev.limelight.pipeline.watch;

import org.jspecify.annotations.NullMarked;
