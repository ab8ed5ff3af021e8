/**
 * Summarizes documents in the words of an encoder-decoder model.
 *
 * <ul>
 *   <li>Takes: a {@link dev.limelight.pipeline.document.Document}.
 *   <li>Gives: an {@link dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary}, with the
 *       sentences and words of the document that it stands on.
 *   <li>Keeps: nothing between documents; of a document the summaries of the level that it is on,
 *       and the requests in flight.
 *   <li>Rejects: a document of which one request fails, with that request's {@link
 *       dev.limelight.modelserver.api.ModelException}, and one for which the model writes nothing.
 *   <li>Blocks: yes, until the whole document is done.
 * </ul>
 */
@NullMarked
package dev.limelight.pipeline.summarize.abstractive;

import org.jspecify.annotations.NullMarked;
