/**
 * Plants payloads in clean documents, and measures how well the guard finds them.
 *
 * <p>Takes folders of texts; gives tables. For one thread.
 */
@NullMarked
package dev.limelight.pipeline.bench.guard;

import org.jspecify.annotations.NullMarked;
