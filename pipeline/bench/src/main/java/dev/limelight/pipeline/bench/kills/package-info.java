/**
 * {@code bench kills}: what a {@code read_committed} reader misses, sees twice or waits for when
 * the job is killed again and again.
 */
@NullMarked
package dev.limelight.pipeline.bench.kills;

import org.jspecify.annotations.NullMarked;
