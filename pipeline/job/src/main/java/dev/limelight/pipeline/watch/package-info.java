/**
 * Reports a job's state in words to a person who watches it. Of Flink it uses the REST interface
 * only.
 */
@NullMarked
package dev.limelight.pipeline.watch;

import org.jspecify.annotations.NullMarked;
