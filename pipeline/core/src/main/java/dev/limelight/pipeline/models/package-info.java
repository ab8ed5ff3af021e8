/**
 * Which model is used: the configured one, or what a record of the topic of models says.
 *
 * <ul>
 *   <li>Takes: {@link dev.limelight.connectors.record.ModelRecord}s.
 *   <li>Gives: one {@link dev.limelight.pipeline.models.ModelDecision} for each, in their order;
 *       what uses the models follows them with a {@link dev.limelight.pipeline.models.ModelSwitch}.
 *   <li>Keeps: the models in use, open.
 *   <li>Rejects: what is no such record, and models that cannot do the work, with an alert.
 *   <li>Blocks: no; models are loaded on threads of its own.
 * </ul>
 */
@NullMarked
package dev.limelight.pipeline.models;

import org.jspecify.annotations.NullMarked;
