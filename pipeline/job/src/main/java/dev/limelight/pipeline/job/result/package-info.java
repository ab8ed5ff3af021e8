/** What a task comes to, a result or a failure, and the functions that make records of it. */
@NullMarked
package dev.limelight.pipeline.job.result;

import org.jspecify.annotations.NullMarked;
