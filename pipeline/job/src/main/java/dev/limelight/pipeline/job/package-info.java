/**
 * Flink's functions: each adapts the plain-Java core of one stage to a stream (open, call, side
 * output, close) and computes nothing itself.
 *
 * <p>The contract of a stage:
 *
 * <ul>
 *   <li>Flink calls it, for each element once, on the thread of its subtask. An asynchronous stage
 *       answers on any thread. After a restart it gets the elements again that came after the last
 *       checkpoint, and those that it had not answered.
 *   <li>Each element gives exactly one element, or one dead letter (or a failed result, of which a
 *       later stage makes the letter). The chunks of a document count as one.
 *   <li>What the core throws is the element's failure: the function calls it through {@link
 *       dev.limelight.pipeline.result.Attempt}. What the next stage throws is not: it is handed its
 *       element after that. An asynchronous function completes Flink's future through {@link
 *       dev.limelight.pipeline.job.Completion}.
 *   <li>An {@link Error} stops the job, and so does a broken configuration, in {@code open}.
 *   <li>It must not block the thread of its subtask, keep an element outside Flink's state, or use
 *       what another subtask may change. What it opens it closes; {@code close} comes at any time.
 * </ul>
 */
@NullMarked
package dev.limelight.pipeline.job;

import org.jspecify.annotations.NullMarked;
