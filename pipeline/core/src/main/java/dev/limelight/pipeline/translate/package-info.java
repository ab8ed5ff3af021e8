/**
 * Translates documents: their sentences by an encoder-decoder model, many at a time, everything
 * else as it stands.
 *
 * <ul>
 *   <li>Takes: a {@link dev.limelight.pipeline.document.Document} and a target language.
 *   <li>Gives: a {@link dev.limelight.pipeline.translate.Translation}: one segment a sentence, with
 *       the words that stand for each other, signals on its quality, and where the model looked.
 *   <li>Keeps: nothing between documents; of a document the results, and the requests in flight.
 *   <li>Rejects: a document of which one request fails, with that request's {@link
 *       dev.limelight.modelserver.api.ModelException}.
 *   <li>Blocks: yes, until the whole document is done.
 * </ul>
 *
 * <p>{@code route} chooses the model, {@code source} divides sentences and makes the texts that the
 * model gets, {@code fragment} translates them, {@code signals} judges.
 */
@NullMarked
package dev.limelight.pipeline.translate;

import org.jspecify.annotations.NullMarked;
