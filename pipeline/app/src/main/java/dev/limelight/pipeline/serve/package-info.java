/**
 * What the model server serves of the pipeline: {@link dev.limelight.pipeline.serve.ServedModels}
 * loads it, the adapters answer in the records that the topics carry.
 */
@NullMarked
package dev.limelight.pipeline.serve;

import org.jspecify.annotations.NullMarked;
